import { MemberChangeRequest, MemberReply, MembersReply } from '../../admin/members.js';
import { DoneReply } from '../../http.js';
import { MemberExport } from '../../me.js';
import type { Area } from '../endpoint.js';

const params = { id: "The member's id." };

export const ADMIN_MEMBERS: Area = {
  name: 'members',
  description: 'Who buys here. Lists mask phone numbers, one member is shown whole.',
  endpoints: [
    {
      method: 'get',
      path: '/api/admin/members',
      summary: 'All members',
      who: 'owner',
      reply: MembersReply,
      errors: ['store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/members/{id}',
      summary: 'One member, with all purchases',
      who: 'owner',
      params,
      reply: MemberReply,
      errors: ['member_unknown', 'store_unavailable'],
    },
    {
      method: 'patch',
      path: '/api/admin/members/{id}',
      summary: 'Changes what is named and nothing else; `pin: null` takes the PIN away',
      who: 'owner',
      params,
      body: MemberChangeRequest,
      reply: MemberReply,
      errors: ['member_unknown', 'phone_taken', 'server_busy', 'store_unavailable'],
    },
    {
      method: 'delete',
      path: '/api/admin/members/{id}',
      summary: 'Erases the member; the sales stay, without a name',
      who: 'owner',
      params,
      reply: DoneReply,
      errors: ['member_unknown', 'store_unavailable'],
    },
    {
      method: 'delete',
      path: '/api/admin/members/{id}/face',
      summary: 'Erases the face template, its key and its consent',
      who: 'owner',
      params,
      reply: MemberReply,
      errors: ['member_unknown', 'store_unavailable'],
    },
    {
      method: 'get',
      path: '/api/admin/members/{id}/export',
      summary: 'All that is held of the member, as a file',
      who: 'owner',
      params,
      reply: MemberExport,
      carries: 'Content-Disposition',
      errors: ['member_unknown', 'store_unavailable'],
    },
  ],
};
