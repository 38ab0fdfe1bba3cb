// JavaScriptCore's C API as a table, filled by dlopen in the script child only.
//
// The library is not linked: linked, it and what it draws in (ICU, GLib, systemd) cost every process 7 MB
// resident and 5 ms at start, script or no script; a child pays 20 MB once. The header says what each
// function does; members bear the names of the functions.
#pragma once

#include <JavaScriptCore/JavaScript.h>

#include <string>

namespace baton::script {

#define BATON_JSC_FUNCTIONS(X)                                                                     \
  X(JSContextGroupCreate) X(JSGlobalContextCreateInGroup) X(JSGlobalContextRelease)                \
  X(JSContextGetGlobalObject) X(JSEvaluateScript) X(JSCheckScriptSyntax) X(JSGarbageCollect)       \
  X(JSStringCreateWithCharacters) X(JSStringRelease) X(JSStringGetLength)                          \
  X(JSStringGetCharactersPtr) X(JSValueMakeUndefined) X(JSValueMakeNull) X(JSValueMakeBoolean)     \
  X(JSValueMakeNumber) X(JSValueMakeString) X(JSValueToBoolean) X(JSValueToNumber)                 \
  X(JSValueToStringCopy) X(JSValueToObject) X(JSValueIsObject) X(JSValueIsUndefined)               \
  X(JSValueIsNull) X(JSValueIsString)                                                              \
  X(JSObjectMake) X(JSObjectMakeArray) X(JSObjectMakeFunctionWithCallback) X(JSObjectMakeTypedArray) \
  X(JSObjectGetTypedArrayBytesPtr) X(JSObjectGetTypedArrayByteLength)                              \
  X(JSObjectGetTypedArrayByteOffset) X(JSObjectGetTypedArrayBuffer)                                \
  X(JSObjectGetArrayBufferBytesPtr) X(JSValueGetTypedArrayType) X(JSObjectCallAsFunction)          \
  X(JSObjectSetProperty) X(JSObjectGetProperty) X(JSObjectGetPropertyAtIndex) X(JSValueProtect)    \
  X(JSValueUnprotect)

struct JscApi {
#define BATON_JSC_MEMBER(name) decltype(&::name) name = nullptr;
  BATON_JSC_FUNCTIONS(BATON_JSC_MEMBER)
#undef BATON_JSC_MEMBER
};

// False and why when the library is absent or lacks a function.
bool load_jsc(JscApi& api, std::string& error);

}  // namespace baton::script
