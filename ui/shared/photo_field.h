/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "shared/form_field.h"

/* A photograph in the shelf (files/shelf.h): its name there. It is copied in when it is chosen. */
#define THECAL_TYPE_PHOTO_FIELD (thecal_photo_field_get_type ())
G_DECLARE_FINAL_TYPE (ThecalPhotoField, thecal_photo_field, THECAL, PHOTO_FIELD, ThecalFormField)

GtkWidget *thecal_photo_field_new (const char *name,
                                   const char *title,
                                   const char *help,
                                   const char *state_dir);
