import { Text } from "@mantine/core";
import { Link } from "react-router";

import type { ItemSummary } from "@/api/types";
import { ItemText } from "@/components/ItemText";
import { useSplitName } from "@/lib/splits";

import classes from "./ItemsPage.module.css";

export function ItemRow({ slug, item }: { slug: string; item: ItemSummary }) {
  const splitName = useSplitName();
  return (
    <li>
      <Link className={classes.row} to={`/d/${slug}/items/${item.id}`}>
        <span className={classes.clamp}>
          <ItemText language="eng" size="row">
            {item.question}
          </ItemText>
        </span>
        <Text size="sm" c="dimmed">
          <bdi>{item.external_id}</bdi> · {item.source} · {splitName(item.split, item.in_bench)}
        </Text>
      </Link>
    </li>
  );
}
