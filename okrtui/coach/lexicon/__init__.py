"""General English of the field: what verbs do, what nouns are. No team's own words are here; those come with the Context."""
