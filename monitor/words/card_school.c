/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>

#include "words/card_parts.h"

/* The sheet for school or day care [004-36]: what to watch for and whom to call, and nothing of
 * diagnosis, dose, serial number, birth date or address. */

static void
add_now (ThecalPaper *paper, const ThecalContactBook *book)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("Call at once"), TRUE);

  thecal_paper_part_add (part,
                         _ ("Hard to wake, breathes slowly or weakly, has a fit"),
                         thecal_paper_emergency (book));
  thecal_paper_part_say (part,
                         _ ("Say: \"implanted baclofen pump\". Stay with them. If drowsy: on "
                            "the side, nothing by mouth. Note the time."));
}

static void
add_people (ThecalPaper *paper, const ThecalContactBook *book)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("Whom to call"), FALSE);

  thecal_paper_part_add_contacts (part, book, THECAL_ROLE_CAREGIVER, TRUE);
  thecal_paper_part_add_contacts (part, book, THECAL_ROLE_PUMP_TEAM, TRUE);
  thecal_paper_part_add_contacts (part, book, THECAL_ROLE_ON_CALL, FALSE);
  thecal_paper_part_say (
      part, _ ("Nobody answers: take them to the emergency department, with this sheet."));
}

static void
add_what (ThecalPaper *paper)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("What it is"), FALSE);

  thecal_paper_part_say (part,
                         _ ("A round pump under the skin of the belly. Day and night it gives a "
                            "little medicine against stiffness through a thin tube in the back."));
  thecal_paper_part_say (part,
                         _ ("Too little or too much of it is dangerous. The pump must never run "
                            "empty: visits to refill it must not be missed."));
}

static void
add_watch (ThecalPaper *paper)
{
  ThecalPaperPart *part =
      thecal_paper_add_part (paper, _ ("Watch for, and call the family and the team"), FALSE);

  thecal_paper_part_add (part,
                         _ ("Too little"),
                         g_strdup (_ ("much stiffer or more spasms than usual, itching without a "
                                      "rash, fever, sweating, cross or restless, confused")));
  thecal_paper_part_add (
      part,
      _ ("Too much"),
      g_strdup (_ ("sleepy, floppy, head hard to hold up, slurred speech, dizzy, "
                   "trouble swallowing")));
  thecal_paper_part_add (part,
                         _ ("A beep"),
                         g_strdup (_ ("a short beep each hour, or a siren every few minutes, from "
                                      "the belly. It is quiet, and sounds like a telephone or a "
                                      "toy. Call even if they look as always.")));
  thecal_paper_part_add (part,
                         _ ("The wound"),
                         g_strdup (_ ("redness, swelling or fluid over the pump or on the back; a "
                                      "fall or a blow on the pump")));
}

static void
add_every_day (ThecalPaper *paper)
{
  ThecalPaperPart *part = thecal_paper_add_part (paper, _ ("Every day"), FALSE);

  thecal_paper_part_say (part, _ ("Nothing may press on the pump: belt, vest, table, brace."));
  thecal_paper_part_say (
      part, _ ("No MRI and no strong magnets unless the pump team has been asked before."));
  thecal_paper_part_say (part, _ ("Give no medicine that the family has not agreed with you."));
  thecal_paper_part_say (
      part, _ ("Sport, swimming and trips: as the family says. The team decides what is allowed."));
  thecal_paper_part_say (
      part,
      _ ("A spasm is stiffening or jerking while awake. A fit is jerking without being aware: "
         "that is an emergency."));
}

void
thecal_paper_fill_school (ThecalPaper *paper, const ThecalPaperFacts *facts)
{
  const ThecalContactBook *book = facts->document->contacts;

  add_now (paper, book);
  add_people (paper, book);
  add_what (paper);
  add_watch (paper);
  add_every_day (paper);
  paper->code = thecal_paper_tel (book, THECAL_ROLE_CAREGIVER);
  if (paper->code == NULL)
    paper->code = thecal_paper_tel (book, THECAL_ROLE_PUMP_TEAM);
}
