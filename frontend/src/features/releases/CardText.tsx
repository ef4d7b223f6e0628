import { Anchor, Code, List, Table, Text, Title } from "@mantine/core";
import Markdown, { type MarkdownToJSX } from "markdown-to-jsx/react";
import type { ReactNode } from "react";

import { ScrollRegion } from "@/components/ScrollRegion";

const frontMatter = /^---\n[\s\S]*?\n---\n/;

interface Part {
  children?: ReactNode;
}

// The page has its own headings above these, and ids of its own.
const options: MarkdownToJSX.Options = {
  disableParsingRawHTML: true,
  disableAutoLink: true,
  forceBlock: true,
  wrapper: "div",
  slugify: (text, standard) => `card-${standard(text)}`,
  overrides: {
    h1: ({ children, ...rest }: Part) => (
      <Title order={3} mb="sm" {...rest}>
        {children}
      </Title>
    ),
    h2: ({ children, ...rest }: Part) => (
      <Title order={4} mt="lg" mb="xs" {...rest}>
        {children}
      </Title>
    ),
    p: ({ children }: Part) => <Text my="xs">{children}</Text>,
    a: { component: Anchor },
    ul: ({ children }: Part) => <List>{children}</List>,
    li: ({ children }: Part) => <List.Item>{children}</List.Item>,
    pre: ({ children }: Part) => (
      <Code block my="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {children}
      </Code>
    ),
    code: ({ children }: Part) => <Code style={{ overflowWrap: "anywhere" }}>{children}</Code>,
    table: ({ children }: Part) => (
      <ScrollRegion label="Table">
        <Table>{children}</Table>
      </ScrollRegion>
    ),
    thead: { component: Table.Thead },
    tbody: { component: Table.Tbody },
    tr: { component: Table.Tr },
    th: { component: Table.Th, props: { scope: "col" } },
    td: { component: Table.Td },
  },
};

/** A data card, from its Markdown; whatever HTML stands in it stays text. */
export default function CardText({ card }: { card: string }) {
  return (
    <div lang="en" dir="ltr">
      <Markdown options={options}>{card.replace(frontMatter, "")}</Markdown>
    </div>
  );
}
