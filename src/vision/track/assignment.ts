/**
 * Pairs rows with columns so that the sum of costs is least: the Hungarian method with potentials, O(n²m)
 * (Kuhn 1955; the shortest augmenting path form of Jonker and Volgenant 1987).
 *
 * @param costs `costs[row][column]`; a cost of `maxCost` or more means that the two may not be paired
 * @returns for each row its column, or -1
 */
export function assign(costs: readonly (readonly number[])[], maxCost: number): number[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  // An unpaired row costs exactly `maxCost`: one spare column a row makes every matrix solvable.
  const width = columns + rows;
  const costAt = (row: number, column: number): number =>
    column < columns ? Math.min(costs[row]?.[column] ?? maxCost, maxCost) : maxCost;

  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(width + 1);
  /** 1-based row that holds a 1-based column; 0 is nobody. */
  const holder = new Int32Array(width + 1);

  for (let row = 1; row <= rows; row += 1) {
    const slack = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
    const previous = new Int32Array(width + 1);
    const visited = new Uint8Array(width + 1);
    holder[0] = row;
    let column = 0;
    do {
      visited[column] = 1;
      const current = holder[column] as number;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let candidate = 1; candidate <= width; candidate += 1) {
        if (visited[candidate]) continue;
        const reduced =
          costAt(current - 1, candidate - 1) -
          (rowPotential[current] as number) -
          (columnPotential[candidate] as number);
        if (reduced < (slack[candidate] as number)) {
          slack[candidate] = reduced;
          previous[candidate] = column;
        }
        if ((slack[candidate] as number) < delta) {
          delta = slack[candidate] as number;
          next = candidate;
        }
      }
      for (let index = 0; index <= width; index += 1) {
        if (visited[index]) {
          rowPotential[holder[index] as number]! += delta;
          columnPotential[index]! -= delta;
        } else slack[index]! -= delta;
      }
      column = next;
    } while (holder[column] !== 0);
    while (column !== 0) {
      const before = previous[column] as number;
      holder[column] = holder[before] as number;
      column = before;
    }
  }

  const result = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column += 1) {
    const row = (holder[column] as number) - 1;
    if (row >= 0 && costAt(row, column - 1) < maxCost) result[row] = column - 1;
  }
  return result;
}
