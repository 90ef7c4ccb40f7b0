/** A small model with every kind of edge, for tests. */
export declare const shopModel: import('../src/model.ts').AccessModel;
