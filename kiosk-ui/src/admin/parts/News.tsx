import { Icon } from '../../components/Icon';
import { texts } from '../i18n';
import { news } from '../news';

/** The region is always there: screen readers only announce what is added to one they already know. */
export function News() {
  const told = news.value;
  return (
    <div class="news" role="status">
      {told !== null && (
        <p key={told.number} class="news-text">
          <Icon name="check" />
          {told.words(texts.value)}
        </p>
      )}
    </div>
  );
}
