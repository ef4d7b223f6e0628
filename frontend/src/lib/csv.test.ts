import { expect, test } from "vitest";

import { csvOf } from "./csv";

test("cells with commas, quotes or line breaks are quoted", () => {
  expect(csvOf([["a,b", 'say "yes"', "two\nlines", "plain", ""]])).toBe(
    '"a,b","say ""yes""","two\nlines",plain,\r\n',
  );
});

test("numbers keep all their digits and nothing stays empty", () => {
  expect(csvOf([[0.123456789, -1.5, null, 0]])).toBe("0.123456789,-1.5,,0\r\n");
});

test("no text is one that a spreadsheet would run", () => {
  expect(csvOf([["=SUM(A1)", "-2+3", "@me", "+1"]])).toBe("'=SUM(A1),'-2+3,'@me,'+1\r\n");
});
