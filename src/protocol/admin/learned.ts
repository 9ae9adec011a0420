/** Teaching a product from pictures on the owner's page. */
import { z } from 'zod';
import { BoxView } from '../views.js';
import { AdminProduct } from './products.js';

export const TeachOutcome = z
  .enum(['learned', 'nothing_found', 'several', 'too_small', 'too_dark', 'blurred', 'too_alike'])
  .describe(
    '`learned`: the picture was added. Otherwise it was not: there is no product in it (`nothing_found`), `several` products of the same size are in it, the product ' +
      'is `too_small`, `too_dark` or `blurred` on it, or it shows the same as one before (`too_alike`).',
  );
export type TeachOutcome = z.infer<typeof TeachOutcome>;

export const TeachQuery = z.strictObject({
  middle: z
    .enum(['yes', 'no'])
    .default('no')
    .describe(
      '`yes`: where no product is found, the middle of the picture is taken for it. For pictures that somebody chose.',
    ),
});

export const TeachReply = z.object({
  success: z.literal(true),
  outcome: TeachOutcome,
  found: z
    .enum(['product', 'nothing'])
    .describe('`nothing`: no product was found, so the middle of the picture is taken for it, if at all.'),
  box: BoxView.describe('Where the product is, in pixels of the picture as it was looked at.'),
  look_alikes: z
    .array(z.object({ id: z.string(), name: z.string(), likeness: z.number() }))
    .readonly()
    .describe('Other products that it may be mixed up with, as far as its pictures tell; nearest first.'),
  product: AdminProduct,
});
export type TeachReply = z.infer<typeof TeachReply>;

export const LearnedPicturesReply = z.object({
  needed: z.int().describe('So many pictures make the product known; more make it surer.'),
  most: z.int().describe('So many are kept; beyond them the oldest goes.'),
  pictures: z.array(z.string()).readonly().describe('Addresses of the cut-outs, oldest first.'),
});
export type LearnedPicturesReply = z.infer<typeof LearnedPicturesReply>;
