/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gtk/gtk.h>

/* Shows the picture at @path as it was held when it was taken, no larger than @side_px; it is read
 * in a thread. Nothing is shown where it cannot be read. @path: nullable, shows none. */
void thecal_upright_picture_show (GtkPicture *picture, const char *path, int side_px);
