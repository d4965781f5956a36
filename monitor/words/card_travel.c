/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>

#include "words/card_parts.h"

/* The travel sheet (clinical.md 6.1 [D2, D31, D32, C9, C22]): what to carry, whom to see there, and
 * what a journey changes. */

static void
add_carry (ThecalPaper *paper, const ThecalPatient *patient, const ThecalCarePlan *plan)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("Carry on you, not in the case"), FALSE);
  g_autofree char *expiry = thecal_script_date (plan->tablets_expire_us);

  thecal_paper_part_tick (part, g_strdup (_ ("The emergency card, on paper")));
  thecal_paper_part_tick (part,
                          g_strdup (_ ("The printout of the last refill, or a picture of it")));
  thecal_paper_part_tick (
      part,
      g_strdup_printf (_ ("Rescue tablets in their pack (they expire: %s; kept: %s) and the team's "
                          "written plan for them"),
                       expiry,
                       thecal_script_or_unknown (patient->tablets_where)));
  thecal_paper_part_tick (part, g_strdup (_ ("The pump's own card from its maker")));
  thecal_paper_part_tick (part, g_strdup (_ ("All other medicines, in their packs")));
  thecal_paper_part_tick (part, g_strdup (_ ("A thermometer, and a charged telephone")));
}

/* The visit that comes next of @kind, in words. (transfer full) */
static char *
describe_refill (const ThecalPaperFacts *facts)
{
  const ThecalTime now = { .boot_us = 0, .wall_us = facts->now_wall_us };

  return thecal_script_date (
      thecal_care_plan_get_visit_us (&facts->document->plan, THECAL_VISIT_REFILL, now));
}

static void
add_dates (ThecalPaper *paper, const ThecalPaperFacts *facts)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("Dates"), FALSE);

  thecal_paper_part_add (
      part, _ ("Next alarm date"), thecal_script_date (facts->document->plan.alarm_date_us));
  thecal_paper_part_add (part, _ ("Next refill visit"), describe_refill (facts));
  thecal_paper_part_add (part, _ ("Back home on"), g_strdup (THECAL_PAPER_BLANK));
  thecal_paper_part_say (part,
                         _ ("Plan the refill a week early: bad weather, a missed flight or an "
                            "illness must not let the pump run empty."));
}

static void
add_there (ThecalPaper *paper)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("Where you go"), FALSE);

  thecal_paper_part_add (part, _ ("Emergency number there"), g_strdup (THECAL_PAPER_BLANK));
  thecal_paper_part_add (part, _ ("Clinic that knows the pump"), g_strdup (THECAL_PAPER_BLANK));
  thecal_paper_part_add (part, _ ("Its address"), g_strdup (THECAL_PAPER_BLANK));
  thecal_paper_part_add (part, _ ("Its telephone"), g_strdup (THECAL_PAPER_BLANK));
  thecal_paper_part_say (part, _ ("The pump team, or the maker's line, can name a clinic there."));
}

static void
add_home (ThecalPaper *paper, const ThecalPlanDocument *document)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("The team at home"), FALSE);

  thecal_paper_part_add_contacts (part, document->contacts, THECAL_ROLE_PUMP_TEAM, TRUE);
  thecal_paper_part_add_contacts (part, document->contacts, THECAL_ROLE_ON_CALL, TRUE);
  thecal_paper_part_add (
      part, _ ("Maker's 24-hour line"), g_strdup (document->patient->maker_line));
  thecal_paper_part_add (part, _ ("Pump model"), g_strdup (document->patient->model));
  thecal_paper_part_say (part, _ ("Opening hours are those of home. Mind the time zone."));
}

static void
add_know (ThecalPaper *paper)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("What a journey changes"), FALSE);

  thecal_paper_part_add (part,
                         _ ("Time zone"),
                         g_strdup (_ ("The pump's clock does not move. A programme with several "
                                      "doses a day comes at other hours there. Ask the team before "
                                      "you go.")));
  thecal_paper_part_add (part,
                         _ ("Ask the team before"),
                         g_strdup (_ ("a long flight, high mountains, diving, a sauna, a pressure "
                                      "chamber: they can change how much the pump gives.")));
  thecal_paper_part_add (part,
                         _ ("Never wait"),
                         g_strdup (_ ("An alarm of the pump, or signs of too much or too little, "
                                      "are the same emergency everywhere.")));
}

void
thecal_paper_fill_travel (ThecalPaper *paper, const ThecalPaperFacts *facts)
{
  add_carry (paper, facts->document->patient, &facts->document->plan);
  add_dates (paper, facts);
  add_there (paper);
  add_home (paper, facts->document);
  add_know (paper);
  paper->code = thecal_paper_tel (facts->document->contacts, THECAL_ROLE_PUMP_TEAM);
}
