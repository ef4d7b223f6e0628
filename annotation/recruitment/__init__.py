"""How raters come: by invite links of the team's own, or from Prolific."""
