/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "triage_text.h"

#define GATE "G1=yes G2=no G3=yes G4=no G5=no G6=no G8=none G9=none "

typedef struct {
  const char *answers, *context, *lists;
  int outcome;
  const char *decided; /* NULL: not looked at */
  const char *flags;   /* NULL: not looked at */
  const char *opened;  /* NULL: not looked at */
} Row;

static char *
join_lists (guint lists)
{
  GString *text = g_string_new ("");

  for (guint list = 0; list < THECAL_N_LISTS; list++)
    if ((lists & (1u << list)) != 0)
      g_string_append_c (text, thecal_list_to_letter ((ThecalListId) list));

  return g_string_free (text, FALSE);
}

static void
run_rows (const Row *rows, gsize n_rows)
{
  g_autoptr (ThecalChecklistSet) set = load_lists ();

  for (gsize i = 0; i < n_rows; i++) {
    g_auto (ThecalTriageResult) result = { 0 };
    g_autofree char *decided = NULL;
    g_autofree char *flags = NULL;
    g_autofree char *opened = NULL;

    g_test_message ("%s | %s | %s", rows[i].answers, rows[i].context, rows[i].lists);
    judge_text (set, rows[i].answers, rows[i].context, rows[i].lists, &result);
    decided = join_ids (result.decided_by);
    flags = join_flags (result.flags);
    opened = join_lists (result.lists);
    g_assert_cmpint (result.outcome, ==, rows[i].outcome);
    if (rows[i].decided != NULL)
      g_assert_cmpstr (decided, ==, rows[i].decided);
    if (rows[i].flags != NULL)
      g_assert_cmpstr (flags, ==, rows[i].flags);
    if (rows[i].opened != NULL)
      g_assert_cmpstr (opened, ==, rows[i].opened);
  }
}

/* Every item of the tables, alone: its outcome where the answer is bad, the answer that is not, and
 * its outcome where nobody is sure (clinical.md 2.2-2.7). */
static void
test_each_item (void)
{
  static const struct {
    const char *id, *bad;
    int outcome;
    const char *good;
    int not_sure; /* 0: not asked so */
  } rows[] = {
    { "G1", "no", 1, "yes", 1 },          { "G2", "yes", 1, "no", 1 },
    { "G3", "no", 1, "yes", 1 },          { "G4", "yes", 1, "no", 1 },
    { "G5", "yes", 1, "no", 1 },          { "G6", "yes", 1, "no", 1 },
    { "G6", "40c", 1, "39.9c", 1 },       { "G6", "104f", 1, "103.9f", 1 },
    { "G7", "yes", 1, "no", 1 },          { "G7", "20", 1, "19", 1 },
    { "G8", "single", 3, "none", 3 },     { "G8", "siren", 3, "none", 3 },
    { "G8", "unknown", 3, "none", 3 },    { "W1", "yes", 2, "no", 2 },
    { "W2", "yes", 2, "no", 2 },          { "W3", "yes", 2, "no", 2 },
    { "W3", "38.6c", 2, "38.5c", 2 },     { "W3", "101.5f", 2, "101.4f", 2 },
    { "W4", "yes", 2, "no", 2 },          { "W4_faint", "yes", 1, "no", 1 },
    { "W5", "yes", 2, "no", 2 },          { "W6", "yes", 3, "no", 4 },
    { "W7", "yes", 3, "no", 4 },          { "W8", "yes", 3, "no", 4 },
    { "W9", "yes", 3, "no", 4 },          { "W10", "yes", 4, "no", 5 },
    { "W11", "yes", 4, "no", 5 },         { "W12", "yes", 4, "no", 5 },
    { "W12_weekly", "yes", 3, "no", 4 },  { "W13", "yes", 3, "no", 4 },
    { "W14", "yes", 3, "no", 4 },         { "W15", "yes", 5, "no", 5 },
    { "W15_swallow", "yes", 5, "no", 5 }, { "W15_awake", "yes", 5, "no", 5 },
    { "W16", "yes", 5, "no", 5 },         { "O1", "yes", 1, "no", 1 },
    { "O2", "yes", 1, "no", 1 },          { "O3", "yes", 2, "no", 2 },
    { "O4", "yes", 2, "no", 2 },          { "O5", "yes", 2, "no", 2 },
    { "O5", "35.4c", 2, "35.5c", 2 },     { "O5", "95.9f", 2, "96f", 2 },
    { "O6", "yes", 2, "no", 3 },          { "O7", "yes", 5, "no", 5 },
    { "O7_day", "yes", 5, "no", 5 },      { "O8", "yes", 3, "no", 4 },
    { "O9", "yes", 4, "no", 5 },          { "O10", "yes", 4, "no", 5 },
    { "O11", "yes", 3, "no", 4 },         { "I1", "yes", 1, "no", 1 },
    { "I2", "yes", 2, "no", 2 },          { "I3", "yes", 1, "no", 1 },
    { "I4", "yes", 3, "no", 3 },          { "I4", "38.6c", 3, "38.5c", 3 },
    { "I4", "101.5f", 3, "101.4f", 3 },   { "I5", "yes", 2, "no", 2 },
    { "I6", "yes", 3, "no", 4 },          { "I7", "yes", 3, "no", 3 },
    { "I7_clear", "yes", 2, "no", 2 },    { "I8", "yes", 2, "no", 2 },
    { "I9", "yes", 3, "no", 4 },          { "I10", "urine", 5, "none", 5 },
    { "I11", "yes", 2, "no", 3 },         { "P1", "single", 3, "none", 3 },
    { "P1", "siren", 3, "none", 3 },      { "P1", "unknown", 3, "none", 3 },
    { "P2", "yes", 2, "no", 2 },          { "P3", "yes", 3, "no", 4 },
    { "P4", "yes", 5, "no", 5 },          { "P4_checked", "no", 3, "yes", 3 },
    { "P4_alarm", "yes", 5, "no", 5 },    { "P5", "yes", 3, "no", 4 },
    { "P6", "yes", 4, "no", 5 },          { "P6_daily", "yes", 3, "no", 4 },
    { "P7", "yes", 3, "no", 4 },          { "P7", "2.1", 3, "2", 4 },
    { "P8", "yes", 4, "no", 5 },          { "P9", "yes", 5, "no", 5 },
    { "P10", "yes", 5, "no", 5 },         { "P11", "yes", 2, "no", 3 },
    { "S2", "yes", 3, "no", 3 },          { "S2_bleeding", "yes", 1, "no", 1 },
    { "S3", "same", 3, "fading", 4 },     { "S3", "spreading", 3, "none", 4 },
    { "S4", "clear", 2, "none", 2 },      { "S4", "coloured", 3, "none", 2 },
    { "S4", "unknown", 3, "none", 2 },    { "S5", "growing", 3, "small", 4 },
    { "S5", "growing", 3, "none", 4 },    { "S6", "7", 3, "6", 4 },
    { "S6_rising", "yes", 3, "no", 4 },   { "S7", "yes", 3, "no", 4 },
    { "S7_worse", "yes", 2, "no", 3 },    { "S8", "yes", 3, "no", 3 },
    { "S8", "38.6c", 3, "38.5c", 3 },     { "S9", "no", 4, "yes", 5 },
    { "S10", "yes", 4, "no", 5 },         { "S10_sudden", "yes", 2, "no", 3 },
    { "S11", "no", 5, "yes", 5 },         { "S12", "no", 3, "yes", 4 },
    { "S13", "yes", 5, "no", 5 },         { "S13_sore", "yes", 4, "no", 5 },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_items = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const struct {
      const char *value;
      int outcome;
    } answers[] = {
      { rows[i].bad, rows[i].outcome },
      { rows[i].good, THECAL_OUTCOME_T5 },
      { "not-sure", rows[i].not_sure },
    };

    g_hash_table_add (seen, (gpointer) rows[i].id);
    for (gsize j = 0; j < G_N_ELEMENTS (answers); j++) {
      g_autofree char *text = g_strdup_printf ("%s=%s", rows[i].id, answers[j].value);
      g_auto (ThecalTriageResult) result = { 0 };

      g_test_message ("%s", text);
      judge_text (set, text, "", "", &result);
      g_assert_cmpint (result.outcome, ==, answers[j].outcome);
      if (result.outcome < THECAL_OUTCOME_T5) {
        g_assert_cmpuint (result.decided_by->len, ==, 1);
        g_assert_cmpstr (g_ptr_array_index (result.decided_by, 0), ==, rows[i].id);
      }
    }
  }

  for (guint list = 0; list < THECAL_N_LISTS; list++)
    n_items += set->lists[list]->items->len;
  /* all but the time of G9, which alone leads to nothing */
  g_assert_cmpuint (g_hash_table_size (seen), ==, n_items - 1);
}

/* Two answers that are more together than each alone. */
static void
test_together (void)
{
  static const Row rows[] = {
    { "W1=yes W3=38.6c", "", "W", 1, "W1 W3", "two-sign unfinished", "W" },
    { "W1=yes W5=yes", "", "W", 1, "W1 W5", NULL, NULL },
    { "W1=yes W3=38.5c", "", "W", 2, "W1", NULL, NULL },
    { "W1=yes I4=38.6c", "", "WI", 1, "W1 I4", NULL, NULL },
    { "W1=yes S8=101.5f", "", "WS", 1, "W1 S8", NULL, NULL },
    { "W2=yes W3=101.5f", "", "W", 1, "W2 W3", NULL, NULL },
    { "W2=yes W3=101.4f", "", "W", 2, "W2", NULL, NULL },
    { "W2=yes I4=38.6c", "", "WI", 1, "W2 I4", NULL, "WI" },
    { "W11=yes W10=yes", "", "W", 3, "W10 W11", "unfinished", NULL },
    { "W11=yes W10=no", "", "W", 4, "W11", NULL, NULL },
    { "W12=yes W12_weekly=yes", "", "W", 3, "W12_weekly", NULL, NULL },
    { "W13=yes W10=yes", "", "W", 2, "W10 W13", NULL, NULL },
    { "W13=yes W10=no", "", "W", 3, "W13", NULL, NULL },
    { "W14=yes W6=yes", "", "W", 2, "W6 W14", NULL, NULL },
    { "W14=not-sure W6=yes", "", "W", 3, "W6 W14", "unfinished", NULL },
    { "W14=yes W6=not-sure", "", "W", 3, "W6 W14", "unfinished", NULL },
    { "O3=yes O8=yes", "", "O", 1, "O3 O8", NULL, NULL },
    { "O3=yes O8=no", "", "O", 2, "O3", NULL, NULL },
    { "O7=yes O11=yes", "", "O", 2, "O7 O11", NULL, NULL },
    { "O7=yes O11=yes", "refill=-24", "O", 1, "O7 O11", NULL, NULL },
    { "O7=yes O11=yes", "refill=-25", "O", 2, "O7 O11", NULL, NULL },
    /* what lies ahead is a slip, and was meant to be now */
    { "O7=yes O11=yes", "refill=1", "O", 1, "O7 O11", NULL, NULL },
    /* the person's own word for when it was; now is 02:00 on 27 November */
    { "G9=2026-11-26T02:00:00Z O7=yes O11=yes", "", "O", 1, "O7 O11", NULL, NULL },
    { "G9=2026-11-26T01:59:59Z O7=yes O11=yes", "", "O", 2, "O7 O11", NULL, NULL },
    { "O7=yes O7_day=yes O11=yes", "", "O", 1, "O7 O7_day O11", NULL, NULL },
    { "O7=not-sure O11=yes", "", "O", 3, "O7 O11", NULL, NULL },
    { "O9=yes O11=yes", "", "O", 3, "O9 O11", NULL, NULL },
    /* the clinic has set no limit: a count answers nothing */
    { "O2=6", "", "O", 1, "O2", NULL, NULL },
    { "O2=7", "breaths=8", "O", 1, "O2", NULL, NULL },
    { "O2=8", "breaths=8", "O", 5, "", NULL, NULL },
    { "I2=yes I4=38c", "", "I", 1, "I2 I4", NULL, NULL },
    { "I2=yes I4=37.9c", "", "I", 2, "I2", NULL, NULL },
    { "I2=yes I3=no O8=yes", "", "I", 1, "O8 I2", NULL, NULL },
    /* who says so has a fever, whatever its reason */
    { "I2=yes I4=no I5=yes", "", "I", 1, "I2 I5", NULL, NULL },
    { "I2=yes I4=no I11=yes", "", "I", 1, "I2 I11", NULL, NULL },
    { "I2=yes I4=no I11=not-sure", "", "I", 2, "I2 I11", NULL, NULL },
    { "I2=yes S7_worse=yes", "", "IS", 1, "I2 S7_worse", NULL, NULL },
    { "I4=38c", "", "I", 5, "", NULL, NULL },
    { "I4=38c I6=yes", "", "I", 3, "I4 I6", NULL, NULL },
    { "I4=38c W11=yes", "", "I", 3, "W11 I4", NULL, NULL },
    { "I4=100.4f W11=yes", "", "I", 3, NULL, NULL, NULL },
    { "I4=100.3f W11=yes", "", "I", 4, NULL, NULL, NULL },
    { "I4=38c", "operation=-1440", "I", 3, "I4", NULL, NULL }, /* 60 days */
    { "I4=38c", "operation=-1441", "I", 5, NULL, NULL, NULL },
    { "I4=38c", "operation=2", "I", 3, NULL, NULL, NULL },
    { "I4=38c", "refill=-336", "I", 3, "I4", NULL, NULL }, /* 14 days */
    { "I4=38c", "refill=-337", "I", 5, NULL, NULL, NULL },
    /* by the person's word, which may mean a refill */
    { "G9=2026-11-13T02:00:00Z I4=38c", "", "I", 3, "I4", NULL, NULL },
    { "G9=2026-11-13T01:59:59Z I4=38c", "", "I", 5, NULL, NULL, NULL },
    { "I4=39c", "fever=39.1", "I", 5, NULL, NULL, NULL },
    /* 38.9 °C is 102.02 °F: down, so that the other unit hides nothing */
    { "I4=102f", "fever=38.9", "I", 3, NULL, NULL, NULL },
    { "I4=101.9f", "fever=38.9", "I", 5, NULL, NULL, NULL },
    { "I7=yes I7_clear=yes", "", "I", 2, "I7_clear", NULL, NULL },
    { "P4=yes P4_checked=no P4_alarm=yes", "", "P", 2, "P4_checked P4_alarm", NULL, NULL },
    { "P4=yes P4_checked=no", "alarm-before-mri", "P", 2, "P4_checked", NULL, NULL },
    { "P4=yes P4_checked=yes P4_alarm=yes", "", "P", 5, "", NULL, NULL },
    { "P8=yes O11=yes", "", "P", 2, "O11 P8", NULL, NULL },
    { "S2=yes S2_bleeding=yes", "", "S", 1, "S2_bleeding", NULL, NULL },
    { "S8=38c S7=yes", "", "S", 3, "S7 S8", NULL, NULL },
    /* a measured temperature is what it is, wherever it was typed */
    { "G6=no W3=40c", "", "W", 1, "W3", NULL, NULL },
    { "G6=no I4=104f", "", "I", 1, "I4", NULL, NULL },
    { "G6=no W3=39.9c", "", "W", 2, "W3", NULL, NULL },
    { "W3=35.4c", "", "W", 2, "O5", NULL, "W" },
    { "G6=95.9f", "", "W", 2, "O5", NULL, "W" },
    { "I4=35.5c", "", "I", 5, "", NULL, "I" },
    { "O5=35.4c W3=no", "", "WO", 2, "O5", NULL, NULL },
    /* and a fever at the gate is looked into */
    { "G6=38.6c", "", "O", 5, "", NULL, "OI" },
    { "G6=38.5c", "", "O", 5, "", NULL, "O" },
    { "G6=101.5f", "", "", 5, "", NULL, "I" },
    { "G8=siren", "", "", 3, "G8", "pump-alarm unfinished", "W" },
    { "G8=single", "", "", 3, "G8", "pump-alarm unfinished", "" },
    { "P1=unknown", "", "P", 3, "P1", NULL, "WP" },
    { "S12=no", "", "S", 3, "S12", NULL, "WS" },
    /* stiffer and sleepier: both lists [C17] */
    { "W9=yes O8=yes", "", "W", 3, "W9 O8", NULL, "WO" },
    { "W9=yes O8=not-sure", "", "W", 3, "W9", NULL, "W" },
    { "W9=yes O10=yes", "", "W", 2, "W9 O10", "raised unfinished", "W" },
  };

  run_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_two_signs (void)
{
  static const Row rows[] = {
    { GATE "W6=yes W7=yes", "", "W", 2, "W6 W7", "two-sign", "W" },
    { GATE "W6=yes", "", "W", 3, "W6", "", "W" },
    { GATE "W6=yes W10=yes", "", "W", 3, "W6", "", NULL },
    /* half a sign each: two not sure are one, four are two */
    { GATE "W6=not-sure W7=not-sure", "", "W", 4, "W6 W7", "", NULL },
    { GATE "W6=not-sure W7=not-sure", "alarm", "W", 2, "W6 W7", "two-sign pump-alarm", NULL },
    { GATE "W6=not-sure W7=not-sure W8=yes", "", "W", 2, "W6 W7 W8", "two-sign", NULL },
    { GATE "W6=not-sure", "alarm", "W", 3, "W6", "pump-alarm", NULL },
    /* where a yes would be T2, not sure is T3 */
    { GATE "W6=not-sure", "watch=-5", "W", 3, "W6", "watch-72h", NULL },
    { GATE "W11=not-sure", "watch=-5", "W", 3, "W11", "watch-72h", NULL },
    { GATE "W10=not-sure", "watch=-5", "W", 5, NULL, "watch-72h", NULL },
    { GATE "W10=yes W11=not-sure", "watch=-5", "W", 2, "W10 W11", "two-sign watch-72h", NULL },
    { GATE "W11=yes W12=not-sure", "", "W", 3, "W11 W12", "", NULL },
    { GATE "W11=not-sure W12=not-sure", "", "W", 4, NULL, "", NULL },
    { GATE "W6=not-sure W7=not-sure W8=not-sure", "", "W", 3, "W6 W7 W8", "", NULL },
    { GATE "W6=not-sure W7=not-sure W8=not-sure W9=not-sure", "", "W", 2, NULL, "two-sign", NULL },
    { GATE "W10=yes W11=not-sure", "empty", "W", 2, "W10 W11", "two-sign computed-empty", NULL },
    { GATE "W10=yes", "empty", "W", 3, "", "computed-empty", NULL },
    /* one sign and a pump that may be the reason */
    { GATE "W6=yes", "alarm", "W", 2, "W6", "two-sign pump-alarm", NULL },
    { GATE "W6=yes", "empty", "W", 2, "W6", "two-sign computed-empty", NULL },
    { GATE "W6=yes", "overdue", "W", 2, "W6", "two-sign refill-overdue", NULL },
    { GATE "W6=yes", "stopped", "W", 2, "W6", "two-sign stopped", NULL },
    { GATE "W6=yes", "low", "W", 2, "W6", "two-sign", NULL }, /* W13, by Thecal itself */
    { GATE "W6=yes W13=no", "battery", "W", 2, "W6", "two-sign", NULL },
    { GATE "W6=yes", "watch=-72", "W", 2, "W6", "two-sign watch-72h", NULL },
    { GATE "W6=yes", "watch=-73", "W", 3, "W6", "", NULL },
    { GATE "W6=yes", "watch=1", "W", 2, "W6", "two-sign watch-72h", NULL },
    { GATE "W6=yes", "refill=-71", "W", 2, "W6", "two-sign watch-72h", NULL },
    { GATE "W6=yes W13=yes", "", "W", 2, "W6 W13", "two-sign", NULL },
    { GATE "W6=yes W13=not-sure", "", "W", 3, "W6 W13", "", NULL },
    { GATE "W12=yes W13=not-sure", "", "W", 3, "W12 W13", "", NULL },
    { GATE "W6=yes W14=yes", "", "W", 2, "W6 W14", "two-sign", NULL },
    { "G8=single W6=yes", "", "W", 2, "G8 W6", "two-sign pump-alarm unfinished", NULL },
    { "G8=siren W12=yes", "", "W", 2, "G8 W12", "two-sign pump-alarm unfinished", NULL },
    { "G8=not-sure W12=yes", "", "W", 2, "G8 W12", "two-sign pump-alarm unfinished", NULL },
    { "P1=single W6=yes", "", "WP", 2, "W6 P1", "two-sign pump-alarm unfinished", NULL },
    { "G9=2026-11-24T02:00:00Z W6=yes", "", "W", 2, "W6", "two-sign watch-72h unfinished", NULL },
    { "G9=2026-11-24T01:59:59Z W6=yes", "", "W", 3, "W6", "unfinished", NULL },
    { "G9=2026-11-27T02:00:01Z W6=yes", "", "W", 2, "W6", "two-sign watch-72h unfinished", NULL },
    /* no sign of withdrawal, no rule */
    { GATE "O11=yes I9=yes", "alarm", "O", 3, "O11 I9", "pump-alarm", NULL },
    { GATE "W15=yes W16=yes", "watch=-1", "W", 5, "", "watch-72h", NULL },
  };

  run_rows (rows, G_N_ELEMENTS (rows));
}

/* What the pump says stands without any answer. */
static void
test_context (void)
{
  static const Row rows[] = {
    { GATE, "", "W", 5, "", "", "W" },
    { GATE, "no-plan", "W", 5, "", "no-plan", "W" },
    { GATE, "empty", "W", 3, "", "computed-empty", NULL },
    { GATE, "empty", "P", 3, "P3", "computed-empty", NULL },
    { GATE, "overdue", "W", 3, "", "refill-overdue", NULL },
    { GATE, "stopped", "W", 2, "", "stopped", NULL },
    { GATE, "alarm", "O", 3, "", "pump-alarm", NULL },
    /* what leads to a call does so without a sign (A02, A08) */
    { GATE, "low", "W", 3, "W13", "", "W" },
    { GATE, "low", "O", 3, "W13", "", "O" },
    { GATE "P3=no W13=no", "low", "P", 3, "W13", "", NULL },
    { GATE, "mri-unchecked", "W", 3, "P4_checked", "", NULL },
    { GATE "P4=no", "mri-unchecked", "P", 3, "P3 P4_checked", "", NULL },
    { GATE, "battery", "P", 3, "P3", "", NULL },
    { GATE, "battery", "W", 5, "", "", NULL },
    { GATE "P3=no", "battery", "P", 3, "", "", NULL },
    { GATE, "stale", "P", 5, "", "", NULL },
    { GATE, "stale no-printout", "P", 4, "P10", "", NULL },
    { GATE, "stale no-printout", "W", 5, "", "", NULL },
    { GATE, "no-printout", "P", 5, "", "", NULL },
    { GATE, "watch=-5", "W", 5, "", "watch-72h", NULL },
    { GATE, "t6", "W", 5, "", "unfinished", NULL },
    { GATE "G7=no", "t6", "W", 5, "", "", NULL },
    { "", "", "W", 5, "", "unfinished", NULL },
    { "G1=yes G2=no G3=yes G4=no G5=no G6=no G8=none", "", "W", 5, "", "unfinished", NULL },
    { "G1=yes G2=no G3=yes G4=no G5=no G6=no G8=none", "watch=-100", "W", 5, "", "", NULL },
    /* one step more urgent by sedatives, at most T1 */
    { GATE "O10=yes", "", "O", 4, "O10", "raised", NULL },
    { GATE "O9=yes O10=yes", "", "O", 3, "O9 O10", "raised", NULL },
    { GATE "O8=yes O10=yes", "", "O", 2, "O8 O10", "raised", NULL },
    { GATE "O6=yes O10=yes", "", "O", 1, "O6 O10", "raised", NULL },
    { GATE "O1=yes O10=yes", "", "O", 1, "O1", "raised", NULL },
    { GATE "O8=yes O10=not-sure", "", "O", 3, "O8", "", NULL },
    { GATE, "empty", "O", 3, "", "computed-empty", NULL },
  };

  run_rows (rows, G_N_ELEMENTS (rows));
}

#define TABLETS GATE "W15=yes W15_swallow=yes W15_awake=yes "

static void
test_tablets (void)
{
  static const struct {
    const char *answers, *context, *lists;
    bool shown;
  } rows[] = {
    { TABLETS "W6=yes", "tablets", "W", true },         /* T3 */
    { TABLETS "W6=yes W7=yes", "tablets", "W", true },  /* T2 */
    { TABLETS "W1=yes W5=yes", "tablets", "W", false }, /* T1 */
    { TABLETS "W10=yes", "tablets", "W", false },       /* T4 */
    { TABLETS, "tablets", "W", false },                 /* T5 */
    { TABLETS "W6=yes", "", "W", false },               /* the team has written none */
    { TABLETS "W6=yes", "tablets cannot-swallow", "W", false },
    { GATE "W15=yes W15_swallow=yes W6=yes", "tablets", "W", false },
    { GATE "W15=yes W15_awake=yes W6=yes", "tablets", "W", false },
    { GATE "W15_swallow=yes W15_awake=yes W6=yes", "tablets", "W", false },
    { GATE "W15=yes W15_swallow=not-sure W15_awake=yes W6=yes", "tablets", "W", false },
    { GATE "W15=yes W15_swallow=yes W15_awake=no W6=yes", "tablets", "W", false },
    { TABLETS "W6=yes", "tablets", "WO", false },
    { TABLETS "W6=yes O8=yes", "tablets", "W", false },
    { TABLETS "W6=yes O8=not-sure", "tablets", "W", false },
    { TABLETS "W6=yes O8=no O5=36.5c", "tablets", "W", true },
    { TABLETS "W10=yes O10=yes", "tablets", "W", false },
    { TABLETS "W6=yes I4=39c", "tablets", "WI", true },
    /* cold, wherever it was typed, is a sign of an overdose */
    { TABLETS "W2=yes W3=35c", "tablets", "W", false },
    { TABLETS "W2=yes S7_worse=yes", "tablets", "WS", false },
    { TABLETS "W2=yes S7_worse=not-sure", "tablets", "WS", false },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (ThecalTriageResult) result = { 0 };

    g_test_message ("%s | %s | %s", rows[i].answers, rows[i].context, rows[i].lists);
    judge_text (set, rows[i].answers, rows[i].context, rows[i].lists, &result);
    g_assert_cmpint (result.show_tablets, ==, rows[i].shown);
  }
}

static void
test_repeat_and_sign (void)
{
  static const struct {
    const char *answers;
    int hours; /* 0: none */
    ThecalSign sign;
  } rows[] = {
    { GATE, 4, THECAL_SIGN_NONE },
    { GATE "W16=yes", 2, THECAL_SIGN_NONE },
    { GATE "W10=not-sure", 2, THECAL_SIGN_WITHDRAWAL },
    { GATE "W15=yes", 4, THECAL_SIGN_NONE },
    { GATE "W3=38.5c", 4, THECAL_SIGN_NONE },
    { GATE "W6=no O8=no", 4, THECAL_SIGN_NONE },
    { GATE "O9=yes", 2, THECAL_SIGN_OVERDOSE },
    { GATE "W6=yes", 2, THECAL_SIGN_WITHDRAWAL },
    { GATE "I6=yes", 4, THECAL_SIGN_INFECTION },
    { GATE "S2=yes", 4, THECAL_SIGN_NONE },
    { GATE "W6=yes O11=yes", 2, THECAL_SIGN_OVERDOSE },
    { GATE "I6=yes W6=yes", 2, THECAL_SIGN_WITHDRAWAL },
    { GATE "W6=yes W7=yes", 0, THECAL_SIGN_WITHDRAWAL },
    { GATE "W6=yes O10=yes", 0, THECAL_SIGN_WITHDRAWAL },
    { "W3=35c", 0, THECAL_SIGN_OVERDOSE },
    { "G1=no", 0, THECAL_SIGN_NONE },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (ThecalTriageResult) result = { 0 };

    g_test_message ("%s", rows[i].answers);
    judge_text (set, rows[i].answers, "", "W", &result);
    g_assert_cmpint (result.sign, ==, rows[i].sign);
    g_assert_cmpint (result.repeat_wall_us,
                     ==,
                     rows[i].hours > 0 ? NOW_US + rows[i].hours * THECAL_HOUR_US
                                       : THECAL_UNKNOWN_US);
  }
}

/* A redness that fades, a swelling that stays small: a look a day later (clinical.md 2.7), where
 * nothing else asks for an earlier one. */
static void
test_look_again_tomorrow (void)
{
  static const struct {
    const char *answers;
    int hours;
  } rows[] = {
    { GATE "S3=fading", 24 },
    { GATE "S5=small", 24 },
    { GATE "S3=fading S5=small S11=yes", 24 },
    { GATE "S3=none S5=none", 4 },
    { GATE "S3=fading S9=no", 4 },
    { GATE "S3=same S5=small", 4 },
    { GATE "S3=fading W16=yes", 2 },
    { "S3=fading", 4 },
    { "G1=yes G2=no G3=yes G4=no G5=no G6=no G8=none G9=2026-11-26T02:00:00Z S3=fading", 4 },
  };
  g_autoptr (ThecalChecklistSet) set = load_lists ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (ThecalTriageResult) result = { 0 };

    g_test_message ("%s", rows[i].answers);
    judge_text (set, rows[i].answers, "", "S", &result);
    g_assert_cmpint (result.repeat_wall_us, ==, NOW_US + rows[i].hours * THECAL_HOUR_US);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/triage/each-item", test_each_item);
  g_test_add_func ("/core/triage/together", test_together);
  g_test_add_func ("/core/triage/two-signs", test_two_signs);
  g_test_add_func ("/core/triage/context", test_context);
  g_test_add_func ("/core/triage/tablets", test_tablets);
  g_test_add_func ("/core/triage/repeat-and-sign", test_repeat_and_sign);
  g_test_add_func ("/core/triage/look-again-tomorrow", test_look_again_tomorrow);

  return g_test_run ();
}
