/** Rows as text: columns as wide as their widest cell, numbers to the right, the last column free. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => {
    if (typeof cell === 'number') return String(cell).padStart(widths[column] ?? 0);
    return column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0);
  }).join('  ').trimEnd()).map((line) => `${line}\n`).join('');
}
