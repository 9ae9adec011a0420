import { pageWords } from './words';

export function Loading() {
  return (
    <div class="panel waiting" role="status">
      <span class="spinner" aria-hidden="true" />
      <p>{pageWords.value.loading}</p>
    </div>
  );
}
