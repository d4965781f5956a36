/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/pin_rules.h"

#include <stdbool.h>
#include <string.h>

#define MINUTE_US (60 * (gint64) G_USEC_PER_SEC)

/* Own choice: at four digits and 15 minutes a try, half of all PINs take seven weeks. */
static const gint64 waits_us[] = {
  MINUTE_US / 2,
  MINUTE_US,
  5 * MINUTE_US,
  THECAL_PIN_WAIT_MOST_US,
};

/* 0000, 1234, 0987: the same step from each digit to the next, the 0 after the 9 too. */
static bool
is_easy (const char *pin)
{
  const int step = (pin[1] - pin[0] + 10) % 10;

  if (step != 0 && step != 1 && step != 9)
    return false;
  for (gsize i = 1; pin[i] != '\0'; i++)
    if ((pin[i] - pin[i - 1] + 10) % 10 != step)
      return false;

  return true;
}

ThecalPinFault
thecal_pin_rules_check (const char *pin)
{
  const gsize length = strlen (pin);

  if (strspn (pin, "0123456789") != length)
    return THECAL_PIN_NOT_DIGITS;
  if (length < THECAL_PIN_DIGITS_LEAST)
    return THECAL_PIN_SHORT;
  if (length > THECAL_PIN_DIGITS_MOST)
    return THECAL_PIN_LONG;

  return is_easy (pin) ? THECAL_PIN_EASY : THECAL_PIN_GOOD;
}

gint64
thecal_pin_rules_get_wait_us (guint n_wrong)
{
  if (n_wrong < THECAL_PIN_FREE_TRIES)
    return 0;

  return waits_us[MIN (n_wrong - THECAL_PIN_FREE_TRIES, G_N_ELEMENTS (waits_us) - 1)];
}

guint
thecal_pin_rules_get_free (guint n_wrong)
{
  return n_wrong < THECAL_PIN_FREE_TRIES ? THECAL_PIN_FREE_TRIES - n_wrong : 0;
}

static void
begin (ThecalPinTries *self, const char *boot, gint64 now_us)
{
  self->until_us = now_us + thecal_pin_rules_get_wait_us (self->n_wrong);
  g_strlcpy (self->boot, boot, sizeof self->boot);
}

void
thecal_pin_tries_restore (ThecalPinTries *self, const char *boot, gint64 now_us)
{
  const bool same = *boot != '\0' && strcmp (self->boot, boot) == 0;

  if (!same || self->until_us > now_us + thecal_pin_rules_get_wait_us (self->n_wrong))
    begin (self, boot, now_us);
}

void
thecal_pin_tries_distrust (ThecalPinTries *self, const char *boot, gint64 now_us)
{
  self->n_wrong = THECAL_PIN_FREE_TRIES + G_N_ELEMENTS (waits_us) - 1;
  begin (self, boot, now_us);
}

gint64
thecal_pin_tries_get_left_us (const ThecalPinTries *self, gint64 now_us)
{
  return self->until_us > now_us ? self->until_us - now_us : 0;
}

void
thecal_pin_tries_add (ThecalPinTries *self, const char *boot, gint64 now_us)
{
  if (self->n_wrong < G_MAXUINT)
    self->n_wrong++;
  begin (self, boot, now_us);
}

gboolean
thecal_pin_rules_is_same (const char *one, const char *other)
{
  volatile guint difference = 0;
  gsize length;

  if (one == NULL || other == NULL || strlen (one) != strlen (other))
    return FALSE;
  length = strlen (one);
  for (gsize i = 0; i < length; i++)
    difference |= (guint) (guchar) one[i] ^ (guint) (guchar) other[i];

  return difference == 0;
}
