/** So many rows are drawn where there may be hundreds; the table and the file have all of them. */
export const DRAWN = 20;
