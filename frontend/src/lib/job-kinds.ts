/** These make again what is there already. */
export function isAgain(kind: string): kind is "regenerate" | "retranslate" {
  return kind === "regenerate" || kind === "retranslate";
}
