import { expect, test } from 'vitest';
import { isUsableIssuer } from './issuer-url.ts';

const production = 'https://access.example.com';
const oneMachine = 'http://localhost:4000';

test.each([
  'https://login.example.com',
  'https://login.example.com/tenants/one',
  'https://login.example.com:8443/',
])('an issuer is asked over TLS: %s', (issuer) => {
  expect(isUsableIssuer(issuer, production)).toBe(true);
});

test.each([
  'http://login.example.com',
  'http://169.254.169.254/',
  'http://127.0.0.1:9200',
  'http://localhost:9200',
  'ftp://login.example.com',
  'file:///etc/passwd',
  'https://login.example.com/?a=b',
  'https://login.example.com/#a',
  'https://user:secret@login.example.com',
  'login.example.com',
  '',
])('nothing else is asked by a server that others use: %s', (issuer) => {
  expect(isUsableIssuer(issuer, production)).toBe(false);
});

test('without TLS an issuer is asked on the machine on which the server is tried out', () => {
  expect(isUsableIssuer('http://127.0.0.1:9000', oneMachine)).toBe(true);
  expect(isUsableIssuer('http://[::1]:9000', oneMachine)).toBe(true);
  expect(isUsableIssuer('http://192.168.1.7:9000', oneMachine)).toBe(false);
  expect(isUsableIssuer('http://localhost.example.com', oneMachine)).toBe(false);
});
