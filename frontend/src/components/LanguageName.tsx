import { useLanguage } from "@/api/languages";

/** A language by its own name, with the interface's beside it, safe in either direction. */
export function LanguageName({ code }: { code: string }) {
  const language = useLanguage(code);
  return (
    <span>
      <bdi lang={language.bcp47} dir={language.direction}>
        {language.endonym}
      </bdi>
      {language.endonym !== language.name && (
        <>
          {" · "}
          <bdi>{language.name}</bdi>
        </>
      )}
    </span>
  );
}
