import { describe, expect, it } from 'vitest';
import { parseSeedFile } from '../../src/shop/index.js';

describe('product lists', () => {
  it('read CSV with quotes, commas, line breaks, a byte order mark and empty cells', () => {
    const text =
      '\ufeffid,name,price,class_name,stock,active\r\ntea,"綠茶, ""無糖""",25,green-tea,48,\r\nrice,飯糰,35,,,no\n\n';
    expect(parseSeedFile(text, 'csv')).toEqual([
      {
        id: 'tea',
        name: '綠茶, "無糖"',
        price: 25,
        class_name: 'green-tea',
        yolo_class_id: null,
        stock: 48,
        active: true,
      },
      {
        id: 'rice',
        name: '飯糰',
        price: 35,
        class_name: null,
        yolo_class_id: null,
        stock: null,
        active: false,
      },
    ]);
  });

  it('read JSON, as an array or as /api/products gives it', () => {
    const products = [{ id: 'tea', name: '綠茶', price: 25 }];
    expect(parseSeedFile(JSON.stringify(products), 'json')).toEqual(
      parseSeedFile(JSON.stringify({ products }), 'json'),
    );
  });

  it.each([
    ['a price that is no whole number', 'csv', 'id,name,price\ntea,綠茶,25.5', /product 1, price/],
    ['a price that is no number', 'csv', 'id,name,price\ntea,綠茶,abc', /product 1, price/],
    ['a missing name', 'json', '[{"id":"tea","price":1}]', /product 1, name/],
    ['the same id twice', 'csv', 'id,name,price\ntea,a,1\ntea,b,2', /"tea" stands twice/],
    [
      'a quote out of place',
      'csv',
      'id,name,price\ntv,5",100\nipad,9",200\n',
      /line 2: a quote is out of place/,
    ],
    ['an unknown column', 'csv', 'id,name,price,stok\ntea,綠茶,25,3', /unknown column "stok"/],
    ['an unknown key', 'json', '[{"id":"tea","name":"a","price":1,"stok":3}]', /stok/],
    ['broken JSON', 'json', '[{', /not valid JSON/],
    ['an empty file', 'csv', '', /empty/],
  ] as const)('refuse %s', (_, format, text, reason) => {
    expect(() => parseSeedFile(text, format)).toThrow(reason);
  });
});
