import { useTranslation } from "react-i18next";

/** Parts of a text; each is checked for itself. */
const FIELDS = ["question", "answer"] as const;

interface ServerWords {
  /** A kind of job. */
  job: (kind: string, title: string) => string;
  jobMeans: (kind: string, description: string) => string;
  /** What a benchmark asks. */
  suite: (name: string, title: string) => string;
  /** A kind of model that is trained here. */
  family: (name: string, title: string) => string;
  familyMeans: (name: string, describes: string) => string;
  /** A check, with the field it looked at where there is one: `question.too-long`. */
  check: (name: string) => string;
}

/**
 * What the server names, in the person's language, by the code of each. What has no words here
 * yet, as a kind that a plugin brings, keeps those of the server.
 */
export function useServerWords(): ServerWords {
  const { t } = useTranslation();
  const check = (name: string): string => {
    const dot = name.indexOf(".");
    const own = name.slice(dot + 1);
    const words = t(`server.check.${own}`, { defaultValue: own });
    // What was measured of a clip belongs to no field that has a name.
    const field = FIELDS.find((one) => one === name.slice(0, Math.max(0, dot)));
    return field === undefined ? words : `${t(`item.${field}`)}: ${words}`;
  };
  return {
    job: (kind, title) => t(`server.job.${kind}`, { defaultValue: title }),
    jobMeans: (kind, means) => t(`server.job_means.${kind}`, { defaultValue: means }),
    suite: (name, title) => t(`server.suite.${name}`, { defaultValue: title }),
    family: (name, title) => t(`server.family.${name}`, { defaultValue: title }),
    familyMeans: (name, means) => t(`server.family_means.${name}`, { defaultValue: means }),
    check,
  };
}
