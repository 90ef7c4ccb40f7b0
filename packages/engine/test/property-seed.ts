import fc from 'fast-check';

// Every test run asks the same cases; PROPERTY_SEED asks others: a number, or "random".
const { PROPERTY_SEED = '20261126' } = process.env;

if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });
