/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/chart_view.h"
#include "shared/history_days.h"

/* The history in words: labels of the chart, cells of the table. Pure: no
 * clock is read. (transfer full) strings. */

/* "24 August to 16 December 2026", "Friday 20 November 2026". */
char *thecal_history_stretch_words (const ThecalChartView *view, GTimeZone *zone);
/* "06:00", "20 Nov", "November", "2026". */
char *thecal_history_tick_words (const ThecalChartTick *tick, GTimeZone *zone);
/* "20 November 2026, 14:12" */
char *thecal_history_time_words (gint64 at_ms, GTimeZone *zone);
/* "09:30" */
char *thecal_history_clock_words (gint64 at_ms, GTimeZone *zone);
/* "24 Nov, 09:30" */
char *thecal_history_visit_words (gint64 at_ms, GTimeZone *zone);
/* "Fri 20 Nov 2026" */
char *thecal_history_day_words (gint64 at_ms, GTimeZone *zone);
/* "31 h", "5 days"; "about 31 h" where @within_ms is a good part of it. */
char *thecal_history_length_words (gint64 length_ms, gint64 within_ms);

/* "2.8 to 3.1 mL"; "" where not known. */
char *thecal_history_level_words (double lowest_ml, double highest_ml);
/* Beside its mark on the chart: "Refill 40.0", "Refill 40.0, dose 390", "Dose 390", "MRI". */
char *thecal_history_mark_label (const ThecalHistoryMark *mark, bool changes_dose);
/* "Refilled to 40.0 mL; 5.2 mL taken out, 5.7 expected; entered by Anna" */
char *thecal_history_mark_words (const ThecalHistoryMark *mark);
/* Its first and its second line, where there are two: "Refilled to 40.0 mL on 16 October", "5.2 mL
 * taken out, 5.7 expected; entered by Anna" */
char *thecal_history_refill_title (const ThecalHistoryMark *mark, GTimeZone *zone);
char *thecal_history_refill_detail (const ThecalHistoryMark *mark);
/* "390 µg a day, 370 before"; "" where not known. */
char *thecal_history_dose_words (const ThecalHistoryMark *mark);
/* The mark at @i has another dose than the ones before it. */
bool thecal_history_changes_dose (const ThecalHistoryData *data, guint i);
/* "High alarm: Reservoir empty, 14:02 to 15:30" */
char *thecal_history_alarm_words (const ThecalHistoryAlarm *alarm, GTimeZone *zone);
/* "stiffness 4, spasms 6, pain 2"; "" nothing of it. */
char *thecal_history_diary_words (const ThecalHistoryDiary *diary);

/* Cells of a day; several things are lines of one. */
char *thecal_history_day_marks (const ThecalHistoryData *data, const ThecalHistoryDay *day);
char *thecal_history_day_doses (const ThecalHistoryData *data, const ThecalHistoryDay *day);
char *thecal_history_day_alarms (const ThecalHistoryData *data,
                                 const ThecalHistoryDay *day,
                                 GTimeZone *zone);
char *thecal_history_day_diary (const ThecalHistoryData *data, const ThecalHistoryDay *day);
