#include "expression/script/jsc_api.hpp"

#include <dlfcn.h>

namespace baton::script {

bool load_jsc(JscApi& api, std::string& error) {
  void* library = dlopen("libjavascriptcoregtk-4.1.so.0", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    error = dlerror();
    return false;
  }
#define BATON_JSC_LOAD(name)                                               \
  api.name = reinterpret_cast<decltype(api.name)>(dlsym(library, #name));  \
  if (api.name == nullptr) {                                               \
    error = "libjavascriptcoregtk-4.1 has no function " #name;             \
    return false;                                                          \
  }
  BATON_JSC_FUNCTIONS(BATON_JSC_LOAD)
#undef BATON_JSC_LOAD
  return true;
}

}  // namespace baton::script
