/** The text of a form's field; empty where there is none. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** As typed: spaces are part of a password. */
export function secretOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

export function numberOf(form: FormData, name: string): number {
  return Number(textOf(form, name));
}
