import {
  OwnerChangeRequest,
  OwnerPasswordRequest,
  OwnerReply,
  OwnerSetupRequest,
} from '../../admin/owner.js';
import type { Area } from '../endpoint.js';

export const ADMIN_OWNER: Area = {
  name: 'owner',
  description: "The owner's way in: one password, and a cookie for twelve hours after it.",
  endpoints: [
    {
      method: 'get',
      path: '/api/admin/owner',
      summary: 'Whether a password is set, and who asks is signed in',
      who: 'anybody',
      reply: OwnerReply,
      errors: ['store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/setup',
      summary: 'Sets the first password and signs in',
      who: 'loopback',
      body: OwnerSetupRequest,
      reply: OwnerReply,
      carries: 'Set-Cookie',
      errors: ['owner_exists', 'setup_elsewhere', 'server_busy', 'store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/sign-in',
      summary: 'Signs in; five wrong passwords lock the way for five minutes',
      who: 'anybody',
      body: OwnerPasswordRequest,
      reply: OwnerReply,
      carries: 'Set-Cookie',
      errors: ['wrong_password', 'too_many_attempts', 'server_busy', 'store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/sign-out',
      summary: 'Ends the sign-in of this browser',
      who: 'anybody',
      reply: OwnerReply,
      carries: 'Set-Cookie',
      errors: ['store_unavailable'],
    },
    {
      method: 'post',
      path: '/api/admin/password',
      summary: 'Sets another password; every other browser is signed out',
      who: 'owner',
      body: OwnerChangeRequest,
      reply: OwnerReply,
      carries: 'Set-Cookie',
      errors: ['wrong_password', 'too_many_attempts', 'server_busy', 'store_unavailable'],
    },
  ],
};
