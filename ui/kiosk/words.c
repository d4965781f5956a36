/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/format.h"

/* What has a span that can be told. */
static gboolean
has_span (const ThecalStateFacts *facts)
{
  return facts->has_pump && facts->heard && !facts->stale && !isnan (facts->empty_early_days) &&
         facts->empty_early_days > 0.0;
}

static gboolean
is_low (const ThecalStateFacts *facts)
{
  return !facts->drill && (g_strcmp0 (facts->alarm, "reservoir-low") == 0 ||
                           g_strcmp0 (facts->alarm, "reservoir-empty-soon") == 0);
}

static char *
more_words (const ThecalStateFacts *facts, const char *text)
{
  const char *blank = *text != '\0' ? " " : "";

  if (facts->n_more == 0)
    return g_strdup (text);

  return g_strdup_printf (
      ngettext ("%s%sAnd %u more alarm.", "%s%sAnd %u more alarms.", facts->n_more),
      text,
      blank,
      facts->n_more);
}

void
thecal_kiosk_words_read (const ThecalStateFacts *facts, ThecalKioskWords *out)
{
  g_autofree char *span = has_span (facts)
                              ? thecal_format_span (facts->empty_early_days, facts->empty_late_days)
                              : NULL;

  *out = (ThecalKioskWords){ 0 };
  if (facts->connected && span != NULL && is_low (facts)) {
    out->head = g_strdup_printf (_ ("Reservoir low.\n%s left."), span);
    out->rest = more_words (facts, _ ("Call for a refill."));
  } else if (!facts->connected || span == NULL || facts->alarm != NULL) {
    out->head = thecal_state_sentence (facts);
    out->rest = g_strdup ("");
  } else if (facts->by_printout) {
    out->head = g_strdup_printf (_ ("By the printout:\n%s left."), span);
    out->rest = g_strdup (_ ("Thecal cannot hear the pump."));
  } else if (!facts->running) {
    out->head = g_strdup (_ ("The pump does not say that it runs."));
    out->rest = g_strdup_printf (_ ("%s left if it does."), span);
  } else {
    out->head = g_strdup_printf (_ ("Running.\n%s left."), span);
    out->rest = g_strdup ("");
  }
}

void
thecal_kiosk_words_clear (ThecalKioskWords *self)
{
  g_clear_pointer (&self->head, g_free);
  g_clear_pointer (&self->rest, g_free);
}

char *
thecal_kiosk_age_words (const ThecalStateFacts *facts)
{
  g_autofree char *age = facts->heard ? thecal_format_age (facts->age_s) : NULL;

  if (age == NULL)
    return g_strdup (facts->has_pump ? _ ("nothing heard yet") : "");

  return g_strdup_printf (facts->by_printout ? _ ("entered %s") : _ ("heard %s"), age);
}
