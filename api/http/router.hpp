// Routes are a table: one line per endpoint, in the file of its resource.
//
//   void add_task_routes(Router& router) {
//     router.add("GET", "/task/{id}", get_task);
//     ...
//   }
// "/engine/{name}" prefixes, trailing and doubled slashes are dealt with before matching; literal segments
// win over {placeholders}.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/http/message.hpp"

namespace baton::modeler {
class Workspace;
}

namespace baton::api {

// What resources work with. Shared by all workers.
struct Context {
  Engine& engine;
  IdSource* ids = nullptr;  // for rows that no engine command writes (comments, attachments)
  modeler::Workspace* workspace = nullptr;  // diagrams before deployment
};

using Handler = std::function<Response(const Request&, Context&)>;

class Router {
 public:
  Router();
  ~Router();
  void add(const std::string& method, const std::string& pattern, Handler handler);

  // Finds and runs the handler; every exception becomes its response (errors.hpp). 404 NotFoundException for
  // unknown paths, 405 NotAllowedException for a known path with another method.
  Response handle(Request request, Context& context) const;

  std::vector<std::pair<std::string, std::string>> routes() const;  // (method, pattern), for OpenAPI

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace baton::api
