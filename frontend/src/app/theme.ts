import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const FONTS =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

const deepTeal: MantineColorsTuple = [
  "#e7f5f4",
  "#cfe9e7",
  "#a3d5d1",
  "#74c0ba",
  "#4aaaa4",
  "#2b938d",
  "#187a75",
  "#0d6560",
  "#0a524e",
  "#073c39",
];

export const theme = createTheme({
  primaryColor: "teal",
  colors: { teal: deepTeal },
  primaryShade: { light: 7, dark: 6 },
  fontFamily: FONTS,
  defaultRadius: "md",
  respectReducedMotion: true,
  cursorType: "pointer",
  headings: { sizes: { h1: { fontSize: "1.625rem" } } },
});

/** One set of names, two sets of values. Mantine's grey for quiet text is too faint for 4.5:1. */
export const variables: CSSVariablesResolver = () => ({
  variables: { "--studio-fonts": FONTS },
  light: {
    "--mantine-color-body": "#ffffff",
    "--studio-ground": "#f5f7f7",
    "--mantine-color-text": "#182022",
    "--mantine-color-dimmed": "#566267",
    "--mantine-color-placeholder": "#69757a",
    "--mantine-color-error": "#b3261e",
    "--studio-warn": "#9a4a00",
    "--studio-bad": "#b3261e",
    "--studio-good": "#17692f",
    "--studio-line": "#d5dbdc",
    "--studio-accent": "#0d6560",
    "--studio-win": "#5bb3ab",
    "--studio-tie": "#d5dbdc",
    "--studio-loss": "#e6a55c",
    "--studio-third": "#8a9fd1",
  },
  dark: {
    "--mantine-color-body": "#22282a",
    "--studio-ground": "#171c1d",
    "--mantine-color-text": "#e6ecec",
    "--mantine-color-dimmed": "#a9b5b8",
    "--mantine-color-placeholder": "#8d999d",
    "--mantine-color-anchor": "#74c0ba",
    "--mantine-color-error": "#ff9a92",
    "--studio-warn": "#ffb37a",
    "--studio-bad": "#ff9a92",
    "--studio-good": "#7fd79a",
    "--studio-line": "#3a4346",
    "--studio-accent": "#74c0ba",
    "--studio-win": "#2f8a82",
    "--studio-tie": "#4d585b",
    "--studio-loss": "#a9641b",
    "--studio-third": "#5d74ad",
  },
});
