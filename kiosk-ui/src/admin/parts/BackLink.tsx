import { Link } from './Link';

export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <p class="back">
      <Link to={to} class="back-link">
        <span aria-hidden="true">←</span> {children}
      </Link>
    </p>
  );
}
