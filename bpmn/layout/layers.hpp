// The first half of the layered layout: which layer, and in which order.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace baton::bpmn {

using LayerEdges = std::vector<std::pair<std::size_t, std::size_t>>;

// The edges with those that close a cycle turned round; loops to oneself are left out.
LayerEdges without_cycles(std::size_t nodes, const LayerEdges& edges);

// The length of the longest way to each node; what nothing leads to stands right before what it leads to.
std::vector<std::size_t> layers_of(std::size_t nodes, const LayerEdges& acyclic);

// Sorts each layer so that few edges - which join neighbouring layers - cross. Nodes of a smaller band come first.
void reduce_crossings(std::vector<std::vector<std::size_t>>& layers, const LayerEdges& edges, const std::vector<std::size_t>& bands);

}  // namespace baton::bpmn
