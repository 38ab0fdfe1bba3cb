#include <gtest/gtest.h>

#include "expression/script/script_pool.hpp"

int main(int argc, char** argv) {
  if (const auto child = baton::run_script_child(argc, argv)) return *child;
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
