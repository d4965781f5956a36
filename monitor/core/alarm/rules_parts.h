/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "core/alarm/rules.h"

/* What the rules are put together from, and the rules themselves, one for each condition that is
 * not simply held by an event until a clinic action. Priority, cadence: 0 leaves them to the row.
 */

typedef ThecalJudgement (*ThecalRule) (const ThecalUnit *unit, ThecalTime now);

/* True or clear, nothing that time changes. */
ThecalJudgement thecal_rule_fact (bool is_true);
/* A fact that reports keep up: with no fresh report it stands, unseen. */
ThecalJudgement thecal_rule_reported (const ThecalUnit *unit, bool is_true, ThecalTime now);
/* What is high stays so for as long as it stands: time alone makes nothing milder (safety rule 5).
 */
void thecal_rule_keep_high (const ThecalUnit *unit,
                            ThecalConditionId condition,
                            ThecalJudgement *judgement);
/* The boot instant @hours from now; NEVER for what is not known, passed or beyond the clock. */
gint64 thecal_rule_in_hours (double hours, ThecalTime now);
/* The boot instant of a UTC one; NEVER for what is not known or passed. */
gint64 thecal_rule_at_wall (gint64 wall_us, ThecalTime now);
/* When a visit is over, UTC: a refill takes its time, during which it is neither missed nor due. */
gint64 thecal_rule_visit_ends_us (const ThecalUnit *unit, ThecalVisit kind);
/* A booked visit, UTC, that lies ahead or goes on; THECAL_NEVER_US where none does. */
gint64 thecal_rule_next_visit_wall_us (const ThecalUnit *unit, ThecalVisit kind, ThecalTime now);

/* The replacement indicator, UTC: when it came or is expected; one without a date counts from when
 * it was heard. THECAL_UNKNOWN_US: none. */
gint64 thecal_rule_notice_wall_us (const ThecalUnit *unit, ThecalTime now);
/* When the pump is expected to stop for good, UTC: its replacement indicator and 90 days, or what
 * the printout says where that is earlier (safety rule 3). NEVER: not known. */
gint64 thecal_rule_service_end_wall_us (const ThecalUnit *unit, ThecalTime now);
/* When the refill visit counts as missed, UTC; NEVER without one, or where the pump was filled
 * since. */
gint64 thecal_rule_overdue_wall_us (const ThecalUnit *unit, ThecalTime now);
/* A refill visit that lies ahead begins before the reservoir may be empty. */
bool thecal_rule_is_booked_in_time (const ThecalUnit *unit, ThecalTime now);

/* rules_reservoir.c: A01-A05 */
ThecalJudgement thecal_rule_empty (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_empty_soon (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_low (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_refill_due (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_refill_overdue (const ThecalUnit *unit, ThecalTime now);

/* rules_pump.c: A06-A11, A15, A26, A27 */
ThecalJudgement thecal_rule_stopped (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_stall (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_mri (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_end_of_service (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_replacement (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_battery_plan (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_telemetry (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_over_infusion (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_under_infusion (const ThecalUnit *unit, ThecalTime now);

/* rules_system.c: A19-A21, A23, A24, A37, drill */
ThecalJudgement thecal_rule_stale (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_link (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_untrusted (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_self_test (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_host_power (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_simulation (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_drill (const ThecalUnit *unit, ThecalTime now);

/* rules_care.c: A28-A36 */
ThecalJudgement thecal_rule_watch (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_triage_open (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_repeat_due (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_fever (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_trend (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_tablets (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_appointment (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_bowel (const ThecalUnit *unit, ThecalTime now);
ThecalJudgement thecal_rule_post_op_date (const ThecalUnit *unit, ThecalTime now);
