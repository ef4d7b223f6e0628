import { ApiError } from "@/api/client";

/** What the server says against a wish, by the field of the form that it is about. */
export interface WishProblems {
  of: (field: string) => string | undefined;
  /** Of a value of the recipe, by its name with dots. */
  ofValue: (path: string) => string | undefined;
  /** Those that none of these fields and values shows. */
  hasOthers: (fields: readonly string[], paths: readonly string[]) => boolean;
}

/** Entries of a list belong to their list: "languages.3" is a problem of "languages". */
export function wishProblems(error: Error | null): WishProblems {
  const told = error instanceof ApiError ? Object.entries(error.details) : [];
  const about = (field: string) => (key: string) => key === field || key.startsWith(`${field}.`);
  const of = (field: string) => {
    const found = told.filter(([key]) => about(field)(key));
    return found.length === 0 ? undefined : found.flatMap(([, said]) => said).join(" ");
  };
  return {
    of,
    ofValue: (path) => of(`changes.${path}`),
    hasOthers: (fields, paths) => {
      const shown = [...fields, ...paths.map((path) => `changes.${path}`)];
      return (
        error !== null &&
        (told.length === 0 || !told.every(([key]) => shown.some((field) => about(field)(key))))
      );
    },
  };
}
