<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="Symbology|Labeling|MapTips" labelsEnabled="0">
 <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
  <rules key="all">
   <rule key="rule0" symbol="0" label="Thửa đất chồng lấn" filter="&quot;kind&quot; = 'overlap' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule1" symbol="1" label="Thửa có lỗ / thửa lồng thửa chưa trừ diện tích" filter="&quot;kind&quot; = 'nested-parcel' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule2" symbol="2" label="Thửa đất trùng hình (vẽ hai lần)" filter="&quot;kind&quot; = 'duplicate-geometry' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule3" symbol="3" label="Khe hở giữa các thửa (hở ranh)" filter="&quot;kind&quot; = 'gap' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule4" symbol="4" label="Mảnh vụn (sliver) chồng/hở" filter="&quot;kind&quot; = 'edge-mismatch' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule5" symbol="5" label="Thửa đất vượt ranh giới xã, phường" filter="&quot;kind&quot; = 'outside-ward' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule6" symbol="6" label="Thửa gán sai xã mới" filter="&quot;kind&quot; = 'wrong-ward' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule7" symbol="7" label="Đất chưa phủ thửa" filter="&quot;kind&quot; = 'uncovered' AND &quot;state&quot; &lt;&gt; 'accepted'"/>
   <rule key="rule8" symbol="8" label="Được chấp nhận" filter="&quot;state&quot; = 'accepted'"/>
   <rule key="rule9" symbol="9" label="Loại khác" filter="ELSE"/>
  </rules>
  <symbols>
   <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="203,24,29,110"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="203,24,29,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.45"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="1" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="174,1,126,110"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="174,1,126,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.45"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="2" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="122,1,119,110"/>
      <Option name="style" type="QString" value="b_diagonal"/>
      <Option name="outline_color" type="QString" value="122,1,119,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.45"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="3" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="255,140,0,110"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="255,140,0,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.45"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="4" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="214,168,0,110"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="214,168,0,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.45"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="5" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="0,128,128,110"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="0,128,128,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.45"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="6" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="0,96,140,110"/>
      <Option name="style" type="QString" value="b_diagonal"/>
      <Option name="outline_color" type="QString" value="0,96,140,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.45"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="7" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="120,150,180,130"/>
      <Option name="style" type="QString" value="f_diagonal"/>
      <Option name="outline_color" type="QString" value="120,150,180,160"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.15"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="8" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="140,140,140,60"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="140,140,140,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.20"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
   <symbol name="9" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="230,120,0,110"/>
      <Option name="style" type="QString" value="b_diagonal"/>
      <Option name="outline_color" type="QString" value="230,120,0,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.45"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <mapTip>&lt;b&gt;[% &quot;code&quot; %]&lt;/b&gt; [% &quot;message&quot; %]</mapTip>
 <previewExpression>&quot;message&quot;</previewExpression>
</qgis>
