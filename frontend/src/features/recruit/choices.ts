import type { Language } from "@/api/types";

/** A select's options: an option can't hold elements, so each name keeps its direction by marks. */
export function languageChoices(codes: string[], known: Language[]) {
  return codes.map((value) => {
    const language = known.find(({ code }) => code === value);
    const own = language?.endonym ?? value;
    const label =
      language === undefined || own === language.name
        ? own
        : `\u2068${own}\u2069 · \u2068${language.name}\u2069`;
    return { value, label };
  });
}

/** The address to write into a study on Prolific, which fills in the ids. */
export function landingAddress(origin: string, campaign: number): string {
  const ids = ["PROLIFIC_PID", "STUDY_ID", "SESSION_ID"];
  return `${origin}/prolific/${campaign}?${ids.map((id) => `${id}={{%${id}%}}`).join("&")}`;
}
