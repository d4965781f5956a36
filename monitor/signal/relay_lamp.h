/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "signal/lamp_output.h"

/* A lamp on the common USB relay, HID 16c0:05df "USBRelay1" to "USBRelay8". Reports of 8 octets, as
 * known from pavel-a/usb-relay-hid and darrylb123/usbrelay:
 *   to it    feature report, number 0: FF NUMBER switches on, FD NUMBER off, the rest 0
 *   from it  feature report, number 1: octets 0-4 its serial, octet 7 the relays that are on, one
 *            bit each
 * It stays as it is when the program ends: it is switched off at the next start. */
#define THECAL_TYPE_RELAY_LAMP (thecal_relay_lamp_get_type ())
G_DECLARE_FINAL_TYPE (ThecalRelayLamp, thecal_relay_lamp, THECAL, RELAY_LAMP, GObject)

/* @path: a hidraw device; NULL: the first one of that kind. @number: from 1. */
ThecalLampOutput *thecal_relay_lamp_new (const char *path, guint number);
