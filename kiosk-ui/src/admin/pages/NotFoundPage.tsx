import { texts } from '../i18n';
import { Link } from '../parts/Link';
import { PageHead } from '../parts/PageHead';

export function NotFoundPage() {
  const t = texts.value.notFound;
  return (
    <>
      <PageHead title={t.title} />
      <p>{t.text}</p>
      <p>
        <Link to="/admin" class="button">
          {t.home}
        </Link>
      </p>
    </>
  );
}
