/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "caregiver/form_rows.h"

typedef void (*ThecalFormTaken) (gpointer owner);

/* Takes what stands in @rows into the care plan: what is wrong is told there, what is unusual is
 * asked again in a dialog, then it is written in one piece. @taken is called once it is on disk, if
 * @owner is still there. */
void thecal_form_take (ThecalFormRows *rows, ThecalFormTaken taken, GObject *owner);
/* The same for a @form (transfer full) that was made of @rows already. */
void thecal_form_take_form (ThecalFormRows *rows,
                            ThecalPlanForm *form,
                            ThecalFormTaken taken,
                            GObject *owner);
