import { useQuery } from "@tanstack/react-query";

import { getFile, linkTo } from "@/api/client";

export function cardLink(slug: string, name: string): string {
  return linkTo("/api/v1/datasets/{slug}/releases/{name}/card.md", { path: { slug, name } });
}

export function croissantLink(slug: string, name: string): string {
  return linkTo("/api/v1/datasets/{slug}/releases/{name}/croissant.json", { path: { slug, name } });
}

/** The release's data card in Markdown; it never changes. */
export function useCard(slug: string, name: string) {
  return useQuery({
    queryKey: ["datasets", slug, "releases", "card", name],
    queryFn: async ({ signal }) => (await getFile(cardLink(slug, name), { signal })).text(),
    staleTime: Infinity,
  });
}
