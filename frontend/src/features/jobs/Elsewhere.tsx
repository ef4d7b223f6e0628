import { Anchor, Text } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useJobKinds } from "./api/get-job-kinds";
import { pageOf } from "./choices";

/** Kinds whose forms stand on pages of their own, and the way there. */
export function Elsewhere({ slug }: { slug: string }) {
  const { t } = useTranslation();
  const kinds = useJobKinds().flatMap(({ kind, title }) => {
    const page = pageOf(kind);
    return page === undefined ? [] : [{ kind, title, to: `/d/${slug}/${page}` }];
  });
  return (
    <Text size="sm">
      {t("work.elsewhere")}{" "}
      {kinds.map(({ kind, title, to }, at) => (
        <Fragment key={kind}>
          {at > 0 && " · "}
          <Anchor component={Link} to={to} underline="always">
            {title}
          </Anchor>
        </Fragment>
      ))}
    </Text>
  );
}
