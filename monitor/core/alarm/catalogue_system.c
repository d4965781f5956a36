/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/alarm/catalogue.h"

#include "core/alarm/rules_limits.h"

/* Marks a string for translation; the windows and the service translate. */
#define N_(text) (text)
#define BIT(name) (G_GUINT64_CONSTANT (1) << THECAL_CONDITION_##name)
#define PLACE(name) (THECAL_CONDITION_##name - THECAL_CONDITION_DATA_STALE)

/* Conditions of what Thecal itself needs to see and to be heard, A19-A24. Priority, cadence,
 * trigger, clearing and sources: clinical.md section 4. Latching: alarms.md a5. Superseding: two
 * alarms for one fact are not sounded twice (alarms.md Q31). */
const ThecalConditionRow thecal_catalogue_system[] = {
  [PLACE (DATA_STALE)] = {
    .id = "data-stale",
    .code = "A19",
    .title = N_ ("Pump not heard"),
    .advice = N_ ("Nothing new is known about the pump. Go by the printed dates."),
    .sources = "[R3, R4]",
    .priority = THECAL_PRIORITY_MEDIUM,
    .cadence_us = THECAL_HOUR_US,
    .trigger = "No trusted report for twice the expected time, or none at all for "
               G_STRINGIFY (NEVER_HEARD_MIN) " minutes; by printout, the refill date has passed. "
               "High where the last that was known of the pump was high.",
    .clears = "A new trusted report.",
  },
  [PLACE (LINK_LOST)] = {
    .id = "link-lost",
    .code = "A20",
    .title = N_ ("Connection lost"),
    .advice = N_ ("The connection to the pump is lost. Move closer or check the gateway."),
    .sources = "BlueZ link",
    .priority = THECAL_PRIORITY_LOW,
    .cadence_us = 4 * THECAL_HOUR_US,
    .trigger = "The connection has been lost for " G_STRINGIFY (LINK_LOST_MIN) " minutes. Medium "
               "after " G_STRINGIFY (LINK_LOST_MEDIUM_H) " hours.",
    .clears = "The connection is back.",
    .superseded_by = BIT (DATA_STALE),
  },
  [PLACE (DATA_UNTRUSTED)] = {
    .id = "data-untrusted",
    .code = "A21",
    .title = N_ ("Report not trusted"),
    .advice = N_ ("A report could not be trusted. Go by the printout."),
    .sources = "clinical.md 3.2",
    .priority = THECAL_PRIORITY_MEDIUM,
    .cadence_us = THECAL_HOUR_US,
    .trigger = "A report failed its check, was repeated, came from a stranger or shows what no "
               "pump can do; or there is a word of a pump that was taken out.",
    .clears = G_STRINGIFY (GOOD_REPORTS_CLEAR) " trusted reports; of a pump that was taken out, " G_STRINGIFY (EXPLANTED_HEARD_H) " hours without a word of it.",
  },
  [PLACE (CLOCK)] = {
    .id = "clock",
    .code = "A22",
    .title = N_ ("Clock changed"),
    .advice = N_ ("The clock of this computer jumped. Check date and time."),
    .sources = "clinical.md A22",
    .priority = THECAL_PRIORITY_MEDIUM,
    .cadence_us = THECAL_DAY_US,
    .trigger = "The clock jumped by more than " G_STRINGIFY (CLOCK_STEP_MIN) " minutes, or is "
               "not set by the network.",
    .clears = "Somebody has checked date and time.",
    .resolved_by = THECAL_RESOLVED_BY_PERSON,
  },
  [PLACE (SELF_TEST)] = {
    .id = "self-test",
    .code = "A23",
    .title = N_ ("Alarm test failed"),
    .advice = N_ ("Thecal cannot alarm as it should. Check sound and screen."),
    .sources = "[R12]",
    .priority = THECAL_PRIORITY_MEDIUM,
    .cadence_us = 10 * THECAL_MINUTE_US,
    .trigger = "Sound, notification, disk or Bluetooth failed their test; or no sound was proven "
               "for " G_STRINGIFY (PROOF_OVERDUE_H) " hours. High while a pump is watched.",
    .clears = "The test passes.",
  },
  [PLACE (HOST_POWER)] = {
    .id = "host-power",
    .code = "A24",
    .title = N_ ("Power low"),
    .advice = N_ ("Plug in this computer or the gateway."),
    .sources = "clinical.md A24",
    .priority = THECAL_PRIORITY_LOW,
    .cadence_us = 30 * THECAL_MINUTE_US,
    .trigger = "The computer runs on its battery and has less than "
               G_STRINGIFY (POWER_LOW_PERCENT) " %. Medium below "
               G_STRINGIFY (POWER_MEDIUM_PERCENT) " %.",
    .clears = "It is plugged in.",
  },
};
