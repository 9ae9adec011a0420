/** A product's picture; its name is beside it, so ears need nothing. Nothing where there is none. */
export function Thumbnail({ picture }: { picture: string | null | undefined }) {
  return picture ? <img class="thumbnail" src={picture} alt="" decoding="async" /> : null;
}
