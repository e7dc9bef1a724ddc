package coop.potluck.catalogue;

/** How many recipes a rule of lint passes, fails and says nothing of. */
public record RuleCount(String rule, int passed, int failed, int notApplicable) {}
