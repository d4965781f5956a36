#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes in $LAB_CACHE the unpacked Debian kernel, vmlinux and initrd.img; does nothing when they are
# there. Exit 77 with one line where they cannot be had.
set -eu
LAB=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
cannot() { echo "skipped: $*"; exit 77; }

[ "$(uname -m)" = x86_64 ] || cannot "the guest is for x86_64, this is $(uname -m)"
for tool in qemu-system-x86_64 btvirt busybox depmod modprobe cpio dpkg apt-get; do
  PATH=$PATH:/usr/sbin:/sbin command -v "$tool" >/dev/null || cannot "$tool is not installed"
done
[ -x /usr/libexec/bluetooth/bluetoothd ] || cannot "bluetoothd is not installed"
export PATH=$PATH:/usr/sbin:/sbin
mkdir -p "$LAB_CACHE"
cd "$LAB_CACHE"

if [ ! -s kver ]; then
  mkdir -p dl
  image=$(apt-cache depends linux-image-amd64 | awk '/Depends:/ { print $2; exit }')
  [ -n "$image" ] || cannot "apt knows no linux-image-amd64"
  if ! ls dl/"$image"_*.deb >/dev/null 2>&1; then
    (cd dl && apt-get -qq -o APT::Sandbox::User=root download "$image") >download.log 2>&1 </dev/null ||
      cannot "$image could not be downloaded: $(tail -n 1 download.log)"
  fi
  rm -rf kernel
  dpkg -x dl/"$image"_*.deb kernel
  version=${image#linux-image-}
  # booting it unpacked saves three seconds under emulation
  /usr/bin/python3 - "kernel/boot/vmlinuz-$version" >vmlinux <<'PYTHON'
import lzma
import sys
with open(sys.argv[1], 'rb') as image:
    data = image.read()
sys.stdout.buffer.write(lzma.LZMADecompressor().decompress(data[data.find(b'\xfd7zXZ\0'):]))
PYTHON
  depmod -b kernel "$version"
  echo "$version" >kver
fi
version=$(cat kver)

if [ initrd.img -nt "$LAB/guest/init" ] && [ initrd.img -nt "$LAB/prepare.sh" ]; then exit 0; fi
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree"/{bin,proc,sys,dev,host,rw,root,mod}
cp "$(command -v busybox)" "$tree/bin/busybox"
install -m 755 "$LAB/guest/init" "$tree/init"
# with what they need, in load order
for module in virtio_mmio virtio_pci virtio_console virtio-rng 9pnet_virtio 9p overlay; do
  modprobe -d "$LAB_CACHE/kernel" -S "$version" --show-depends "$module" | awk '$1 == "insmod" { print $2 }'
done | awk '!seen[$0]++' | while read -r object; do
  cp "$object" "$tree/mod/"
  basename "$object" >>"$tree/mod/order"
done
(cd "$tree" && find . | cpio --quiet -o -H newc) >initrd.img.tmp
mv initrd.img.tmp initrd.img
