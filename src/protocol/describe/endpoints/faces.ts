import { IdentityReply, IdentityRequest, LoginReply, RegisterRequest } from '../../http.js';
import type { Area } from '../endpoint.js';

export const FACES: Area = {
  name: 'faces',
  description: 'Registration at the counter, and the answer to 「您是王○明嗎？」.',
  endpoints: [
    {
      method: 'post',
      path: '/api/register',
      summary: 'Makes a member of the face in front, or adds the face of the member who is signed in by PIN',
      who: 'kiosk',
      body: RegisterRequest,
      reply: LoginReply,
      errors: [
        'faces_unavailable',
        'no_face',
        'face_not_live',
        'face_taken',
        'phone_taken',
        'session_busy',
        'not_signed_in',
        'server_busy',
        'too_many_sessions',
        'store_unavailable',
      ],
    },
    {
      method: 'post',
      path: '/api/identity',
      summary: 'Answers `identity_question`',
      who: 'kiosk',
      body: IdentityRequest,
      reply: IdentityReply,
      errors: [
        'nothing_asked',
        'wrong_phone_or_pin',
        'too_many_attempts',
        'session_busy',
        'server_busy',
        'too_many_sessions',
        'store_unavailable',
      ],
    },
  ],
};
