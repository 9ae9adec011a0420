interface Props {
  readonly name: string;
  readonly value: string;
  /** What to compare it with. */
  readonly note?: string;
}

/** One large number. Inside of a `dl`. */
export function Figure({ name, value, note }: Props) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd>
        <span class="figure-value number">{value}</span>
        {note && <span class="figure-note number">{note}</span>}
      </dd>
    </div>
  );
}
