import { DoneReply, ReceiptReply } from '../../http.js';
import { ForgetMeRequest, MeQuery, MeReply, MeSignInRequest, SignedOutReply } from '../../me.js';
import type { Area } from '../endpoint.js';

export const ME: Area = {
  name: 'me',
  description: "A member's own page, and receipts.",
  endpoints: [
    {
      method: 'post',
      path: '/api/me/sign-in',
      summary: 'Signs a browser in for half an hour, by phone and PIN',
      who: 'anybody',
      body: MeSignInRequest,
      reply: MeReply,
      carries: 'Set-Cookie',
      errors: ['wrong_phone_or_pin', 'too_many_attempts', 'server_busy', 'store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/me/sign-out',
      summary: 'Ends that sign-in',
      who: 'anybody',
      reply: SignedOutReply,
      carries: 'Set-Cookie',
    },
    {
      method: 'get',
      path: '/api/me',
      summary: 'What the shop knows of the member: purchases, total spent, receipts',
      who: 'member',
      query: MeQuery,
      reply: MeReply,
      errors: ['not_signed_in', 'store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/me/forget',
      summary: 'Erases the member, or only the face; the sales stay, without a name',
      who: 'member',
      body: ForgetMeRequest,
      reply: DoneReply,
      errors: [
        'not_signed_in',
        'pin_required',
        'wrong_phone_or_pin',
        'too_many_attempts',
        'member_unknown',
        'server_busy',
        'store_unavailable',
      ],
    },
    {
      method: 'get',
      path: '/api/receipts/{key}',
      summary: 'A receipt, for whoever has its key',
      who: 'anybody',
      params: { key: '`receipt_key` of the receipt; it is in the QR code on the kiosk.' },
      reply: ReceiptReply,
      errors: ['receipt_unknown', 'store_unavailable'],
    },
  ],
};
