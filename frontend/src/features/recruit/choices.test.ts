import { expect, test } from "vitest";

import { landingAddress } from "./choices";

test("the landing address has Prolific's placeholders as Prolific writes them", () => {
  expect(landingAddress("https://studio.example", 7)).toBe(
    "https://studio.example/prolific/7?PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}",
  );
});
