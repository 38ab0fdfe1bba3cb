# install() and the CMake package: filled in with the rooms.
