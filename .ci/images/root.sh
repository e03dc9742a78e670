# Sourced by the scripts beside it: the root of an image that holds Debian's C library and busybox, and no more.

# Makes ./root, with these commands of busybox.
make_root() { # command …
  mkdir -p root/{bin,tmp,etc,proc,sys,dev} debs
  # apt gives up root to download, and may not write here as another.
  (cd debs && apt-get download -qq -o APT::Sandbox::User=root libc6 libgcc-s1 libstdc++6 zlib1g busybox-static)
  local package command
  for package in debs/*.deb; do dpkg-deb -x "$package" root; done
  rm -rf root/usr/share/{doc,lintian,man,gdb,gcc,initramfs-tools} root/usr/lib/*-linux-gnu/gconv
  chmod 1777 root/tmp
  for command; do ln -sf busybox "root/bin/$command"; done
}

# Makes the image of ./root.
make_image() { # its name, instructions as in a Dockerfile …
  local name=$1 instruction options=(); shift
  for instruction; do options+=(--change "$instruction"); done
  tar -C root -c . | docker import "${options[@]}" - "$name" > /dev/null
}
