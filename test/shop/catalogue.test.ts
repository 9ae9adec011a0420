import { describe, expect, it } from 'vitest';
import { compareWithModel, productOfClass } from '../../src/shop/index.js';
import { product } from '../support/shop.js';

const CATALOGUE = [
  product('green', 25, { class_name: 'green-tea', yolo_class_id: 0 }),
  product('black', 30, { class_name: 'black-tea', yolo_class_id: 1 }),
  product('rice', 35, { class_name: null, yolo_class_id: 2 }),
];

describe('which product a detected class is', () => {
  it('goes by the class name, not by the number, after a retraining moved the numbers', () => {
    expect(productOfClass(CATALOGUE, 0, 'black-tea')?.id).toBe('black');
    expect(productOfClass(CATALOGUE, 1, 'green-tea')?.id).toBe('green');
  });

  it('goes by the number only for a product that states no class name', () => {
    expect(productOfClass(CATALOGUE, 2, 'class 2')?.id).toBe('rice');
    expect(productOfClass(CATALOGUE, 0, 'class 0')).toBeNull();
  });

  it('finds no product that is not sold any more', () => {
    const inactive = CATALOGUE.map((entry) => ({ ...entry, active: false }));
    expect(productOfClass(inactive, 0, 'green-tea')).toBeNull();
  });
});

describe('comparing the catalogue with a model', () => {
  it('finds nothing to say when they fit', () => {
    const classes = new Map([
      [0, 'green-tea'],
      [1, 'black-tea'],
      [2, 'rice-ball'],
    ]);
    expect(compareWithModel(CATALOGUE, classes)).toEqual({ unseen: [], renumbered: [], unsold: [] });
  });

  it('names what the model cannot see, what moved, and what nobody sells', () => {
    const report = compareWithModel(
      CATALOGUE,
      new Map([
        [0, 'black-tea'],
        [1, 'coffee'],
      ]),
    );
    expect(report.unseen.map(({ id }) => id)).toEqual(['green', 'rice']);
    expect(report.renumbered).toMatchObject([{ product: { id: 'black' }, modelClassId: 0 }]);
    expect(report.unsold).toEqual([{ classId: 1, className: 'coffee' }]);
  });
});
